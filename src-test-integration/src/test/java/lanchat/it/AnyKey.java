package lanchat.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A guest in TLS who takes any key for the right one. */
final class AnyKey implements X509TrustManager {
    private AnyKey() {}

    /** Connects to this port of 127.0.0.1 and shakes hands, in one of these versions if any are named. */
    static SSLSocket connect(int port, String... versions) throws IOException {
        // Before connecting: it takes a while the first time, and who is silent for a second is prompted.
        SSLSocketFactory tls = context().getSocketFactory();
        tls.createSocket().close();
        Socket raw = new Socket(InetAddress.getLoopbackAddress(), port);
        raw.setTcpNoDelay(true);
        SSLSocket socket = (SSLSocket) tls.createSocket(raw, "127.0.0.1", port, true);
        if (versions.length > 0) {
            socket.setEnabledProtocols(versions);
        }
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyKey()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
