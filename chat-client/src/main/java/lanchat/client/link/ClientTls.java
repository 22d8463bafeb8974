package lanchat.client.link;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import lanchat.common.Endpoint;
import lanchat.common.Fingerprint;
import lanchat.common.OwnKey;
import lanchat.common.Threads;
import org.jspecify.annotations.Nullable;

/**
 * TLS as the client speaks it. No authority vouches for a chat server: the handshake proves that it has the key it shows,
 * and whether that is the right one is settled by comparing.
 *
 * <p>What Java needs for it takes a while to load, so that a thread of its own begins early. Any thread may call.
 */
final class ClientTls {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final char ALERT = 0x15;
    /** How a server says, before any handshake, that it can't take anybody for the moment. */
    private static final String NOTICE = "*** ";

    private final FutureTask<SSLContext> context;

    /**
     * Showing one's own key, which is waited for.
     *
     * @param pinned the only key the server may have; null for any
     */
    ClientTls(Fingerprint.@Nullable Typed pinned, ClientKey own) {
        this.context = new FutureTask<>(() -> context(pinned, own.await()));
    }

    /** Begins to load what it takes, on a thread of its own. */
    static void warmUp() {
        Threads.platform("tls warm-up", () -> {
                    try {
                        var unused = context(null, null);
                    } catch (GeneralSecurityException | IOException saidLater) {
                        // Whoever wants to connect needs the same, and says what is wrong.
                    }
                })
                .start();
    }

    /** Waits until it is ready. What can be wrong with it is said by {@link #over}. */
    void awaitReady() {
        context.run(); // Does nothing where it has been run.
        try {
            var unused = context.get();
        } catch (ExecutionException saidLater) {
            // Nothing is lost by trying to connect first.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shakes hands over a socket that has just been connected. */
    Carrier over(EarlySocket socket, Endpoint server) throws IOException, ConnectProblem {
        SSLSocket tls =
                (SSLSocket) context().getSocketFactory().createSocket(socket, server.host(), server.port(), true);
        tls.setEnabledProtocols(VERSIONS);
        socket.deadlineIn(HANDSHAKE_MILLIS);
        try {
            tls.startHandshake();
            socket.noDeadline();
        } catch (SocketTimeoutException e) {
            throw ConnectProblem.silent(server, HANDSHAKE_MILLIS);
        } catch (IOException e) {
            throw problem(server, e, socket.start());
        }
        Fingerprint key =
                Fingerprint.of(tls.getSession().getPeerCertificates()[0].getPublicKey());
        return new Carrier(tls.getInputStream(), tls.getOutputStream(), key);
    }

    private static ConnectProblem problem(Endpoint server, IOException e, String start) {
        for (Throwable why = e; why != null; why = why.getCause()) {
            if (why instanceof OtherKeyException other) {
                return ConnectProblem.notPinned(server, other.key);
            }
        }
        if (start.isEmpty()) {
            return ConnectProblem.hungUp(server);
        }
        int end = start.indexOf('\n');
        if (start.startsWith(NOTICE) && end > 0) {
            return ConnectProblem.turnedAway(start.substring(NOTICE.length(), end));
        }
        // An alert is how a server says that it has no TLS, or none that we have; these others are a chat server's
        // words.
        boolean chat = start.charAt(0) == ALERT || start.matches("(?s)[{!*].*");
        boolean handshake = start.charAt(0) == ALERT + 1;
        return chat || handshake
                ? ConnectProblem.noTls(server, "" + e.getMessage())
                : ConnectProblem.noChatServer(server, start);
    }

    private SSLContext context() throws IOException {
        try {
            return context.get();
        } catch (ExecutionException e) {
            throw new SSLException("this Java has no TLS", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    private static SSLContext context(Fingerprint.@Nullable Typed pinned, @Nullable OwnKey own)
            throws GeneralSecurityException, IOException {
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(own == null ? null : own.managers(), new TrustManager[] {new Comparing(pinned)}, null);
        // A first word to nobody: what it takes to say one is loaded then.
        SSLEngine nobody = made.createSSLEngine();
        nobody.setUseClientMode(true);
        nobody.setEnabledProtocols(VERSIONS);
        var unused = nobody.wrap(
                ByteBuffer.allocate(0), ByteBuffer.allocate(nobody.getSession().getPacketBufferSize()));
        return made;
    }

    /** Another key than the only one that will do. */
    private static final class OtherKeyException extends CertificateException {
        private static final long serialVersionUID = 1L;

        private final transient Fingerprint key;

        OtherKeyException(Fingerprint key) {
            super("another key");
            this.key = key;
        }
    }

    /** Takes a certificate for what it is: a public key. Names and dates in it are nobody's word. */
    private static final class Comparing extends X509ExtendedTrustManager {
        private final Fingerprint.@Nullable Typed pinned;

        Comparing(Fingerprint.@Nullable Typed pinned) {
            this.pinned = pinned;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            Fingerprint key = Fingerprint.of(chain[0].getPublicKey());
            if (pinned != null && !pinned.fits(key)) {
                throw new OtherKeyException(key);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("this is a client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
