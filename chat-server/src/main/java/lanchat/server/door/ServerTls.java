package lanchat.server.door;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import lanchat.common.Fingerprint;
import lanchat.common.OwnKey;
import lanchat.common.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS as this server speaks it, with one key for all connections; the only class that makes TLS sockets.
 *
 * <p>What Java needs for it takes most of a second to load. A thread of its own does that, with a handshake of the server
 * with itself, so that neither the start nor the first guest waits for it. Any thread may call.
 */
public final class ServerTls {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final Fingerprint fingerprint;
    private final FutureTask<SSLContext> context;

    /** With this key, whose public half is in the certificate. */
    public ServerTls(PrivateKey key, X509Certificate certificate) {
        this.fingerprint = Fingerprint.of(certificate.getPublicKey());
        this.context = new FutureTask<>(() -> context(key, certificate));
    }

    /** Begins to make itself ready, on a thread of its own. */
    public void warmUp() {
        Threads.platform("tls warm-up", this::shakeOwnHand).start();
    }

    /** What clients recognise the key by. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /**
     * Shakes hands with the other side, which has begun to. On the connection's own thread: this waits for the other
     * side, and for as long as nobody closes the socket.
     *
     * @param raw stays the owner's, who closes it; the TLS socket is never closed itself, for that can wait for ever
     * @param begun what has been read from it already
     */
    SSLSocket accept(Socket raw, byte[] begun) throws IOException {
        SSLSocket socket =
                (SSLSocket) context().getSocketFactory().createSocket(raw, new ByteArrayInputStream(begun), true);
        socket.setEnabledProtocols(VERSIONS);
        socket.setWantClientAuth(true);
        socket.startHandshake();
        return socket;
    }

    /** Fingerprint of the key that the other side has shown, and proved to have; empty where it has shown none. */
    static String identity(SSLSession session) {
        try {
            return Fingerprint.of(session.getPeerCertificates()[0].getPublicKey())
                    .hex();
        } catch (SSLPeerUnverifiedException none) {
            return "";
        }
    }

    private SSLContext context() throws IOException {
        context.run(); // Does nothing where it has been run, or is being run.
        try {
            return context.get();
        } catch (ExecutionException e) {
            throw new SSLException("this Java makes no TLS of the server's key", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    private static SSLContext context(PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(new OwnKey(key, certificate).managers(), new TrustManager[] {new AnyKey()}, null);
        return made;
    }

    private void shakeOwnHand() {
        try {
            SSLEngine server = context().createSSLEngine();
            server.setUseClientMode(false);
            server.setEnabledProtocols(VERSIONS);
            SSLEngine guest = SSLContext.getInstance("TLS").createSSLEngine();
            // Ends with the guest's refusal of a certificate that nobody vouches for, the last thing worth loading.
            ByteBuffer hello = ByteBuffer.allocate(guest.getSession().getPacketBufferSize());
            ByteBuffer answer = ByteBuffer.allocate(server.getSession().getPacketBufferSize());
            guest.beginHandshake();
            step(guest.wrap(ByteBuffer.allocate(0), hello), guest);
            hello.flip();
            step(server.unwrap(hello, ByteBuffer.allocate(0)), server);
            step(server.wrap(ByteBuffer.allocate(0), answer), server);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Only the warming up: whoever comes in needs the same, and hears what is wrong.
            LOG.debug("TLS was not warmed up: {}", e.toString());
        }
    }

    private static void step(SSLEngineResult unused, SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
