package lanchat.server;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import lanchat.common.KeyFile;
import lanchat.common.KeyProblem;
import lanchat.common.Keytool;
import lanchat.common.OwnKey;
import lanchat.server.door.ServerTls;

/** A server's key for proofs, and a guest who takes any. */
public final class TestKey {
    static {
        // An end that nobody has said becomes an exception; in the whole JVM, and only if set before its first TLS.
        System.setProperty("com.sun.net.ssl.requireCloseNotify", "true");
    }

    private static final OwnKey KEY = make();

    private TestKey() {}

    /** TLS with this key. */
    public static ServerTls tls() {
        return new ServerTls(KEY.key(), KEY.certificate());
    }

    /** Shakes hands over this socket, as a guest. */
    public static SSLSocket encrypt(Socket socket, String... versions) throws IOException {
        SSLSocket encrypted =
                (SSLSocket) context().getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
        if (versions.length > 0) {
            encrypted.setEnabledProtocols(versions);
        }
        encrypted.startHandshake();
        return encrypted;
    }

    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OwnKey make() {
        try {
            return KeyFile.inMemory(new Keytool());
        } catch (KeyProblem e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
