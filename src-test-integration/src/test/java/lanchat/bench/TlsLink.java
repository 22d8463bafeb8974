package lanchat.bench;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A connection in TLS, whoever the other side is. A chat server's prompt in front of its first record is skipped: it is
 * sent to those who are slow to begin, and many who come at once may be.
 */
final class TlsLink implements Link {
    private static final int PROMPT_BYTES = "Enter Your Name:".length();

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer coming;
    private final ByteBuffer going;
    private final ByteBuffer nothing = ByteBuffer.allocate(0);
    private boolean begun;

    TlsLink(SocketChannel channel, SSLContext context) throws IOException {
        this.channel = channel;
        this.engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        int record = engine.getSession().getPacketBufferSize();
        coming = ByteBuffer.allocate(4 * record);
        going = ByteBuffer.allocate(4 * record).limit(0);
        engine.beginHandshake();
    }

    /** For connections to a server of one's own, whose key is not looked at. */
    static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int before = into.position();
        int got = channel.read(coming);
        coming.flip();
        if (!begun && coming.hasRemaining()) {
            if (coming.get(0) == 'E' && coming.remaining() < PROMPT_BYTES) {
                coming.compact();
                return got < 0 ? -1 : 0;
            }
            coming.position(coming.get(0) == 'E' ? PROMPT_BYTES : 0);
            begun = true;
        }
        SSLEngineResult.Status status = SSLEngineResult.Status.OK;
        // A record has at most as much text as it has bytes.
        while (coming.hasRemaining() && status == SSLEngineResult.Status.OK) {
            SSLEngineResult result = engine.unwrap(coming, into);
            status = result.getStatus();
            shakeHands(result.getHandshakeStatus());
        }
        coming.compact();
        if (into.position() > before) {
            return into.position() - before;
        }
        return got < 0 || status == SSLEngineResult.Status.CLOSED ? -1 : 0;
    }

    @Override
    public boolean write(Bytes out) throws IOException {
        shakeHands(engine.getHandshakeStatus());
        while (flush() && !out.isEmpty() && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
            wrap(out);
        }
        return !going.hasRemaining() && out.isEmpty();
    }

    private void shakeHands(HandshakeStatus now) throws IOException {
        HandshakeStatus status = now;
        while (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP) {
            if (status == HandshakeStatus.NEED_TASK) {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
                status = engine.getHandshakeStatus();
            } else {
                if (!flush()) {
                    return;
                }
                going.clear();
                status = engine.wrap(nothing, going).getHandshakeStatus();
                going.flip();
                flush();
            }
        }
    }

    private void wrap(Bytes out) throws IOException {
        going.clear();
        ByteBuffer text = ByteBuffer.wrap(out.array(), out.start(), out.end() - out.start());
        SSLEngineResult result = engine.wrap(text, going);
        going.flip();
        out.take(result.bytesConsumed());
    }

    private boolean flush() throws IOException {
        if (going.hasRemaining()) {
            channel.write(going);
        }
        return !going.hasRemaining();
    }

    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            // Only servers that the benchmark has started itself are talked to.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // As above.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // As above.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // As above.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // As above.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // As above.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
