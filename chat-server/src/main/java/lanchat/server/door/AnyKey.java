package lanchat.server.door;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Takes any key that somebody shows in the handshake, for a key is all there is to know of its owner: who vouches for it,
 * and until when, means nothing here. That the other side has it is proved by its signature (RFC 8446, section 4.4.3),
 * which TLS itself checks. Safe for use by any thread.
 */
final class AnyKey extends X509ExtendedTrustManager {
    /** Room for 4096 bits of RSA; the work of checking a signature grows with the square of its length. */
    private static final int MOST_KEY_BYTES = 800;

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (chain[0].getPublicKey().getEncoded().length > MOST_KEY_BYTES) {
            throw new CertificateException("this key is too long for a chat");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this end is the server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
