package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import lanchat.client.link.FakeServer;
import lanchat.common.Json;
import lanchat.common.KeyFile;
import lanchat.common.KeyOwner;
import lanchat.common.Keytool;
import lanchat.common.Message;
import lanchat.common.OwnKey;
import lanchat.common.Reply;
import lanchat.common.Threads;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever stands between the client and its server, and garbles TLS as the dice say, gets no more than a sentence. */
@Timeout(300)
final class HostileHandshakeTest {
    private static final int CONNECTIONS = 60;
    private static final int MOST_BYTES = 16 * 1024;

    @TempDir
    private Path home;

    @Test
    void aGarbledAnswerEndsInASentence() throws Exception {
        try (TlsServer server =
                new TlsServer(new KeyFile(KeyOwner.SERVER, home.resolve("server"), new Keytool()).open())) {
            Dice.rollTheSame(CONNECTIONS, dice -> {
                try (FakeServer between = new FakeServer();
                        Conversation talk = Conversation.ofPersonWhoEncrypts(between, "Me", home)) {
                    Socket client = between.accepts();
                    try (Socket behind = server.connect()) {
                        Thread there = Threads.platform("to the server", () -> pass(client, behind, null));
                        there.start();
                        pass(behind, client, dice);
                        there.join();
                    }
                    ends(talk);
                }
            });
        }
    }

    @Test
    void whatIsNoTlsAtAllEndsInASentence() throws Exception {
        Dice.rollTheSame(CONNECTIONS, dice -> {
            try (FakeServer server = new FakeServer();
                    Conversation talk = Conversation.ofPersonWhoEncrypts(server, "Me", home)) {
                Socket client = server.accepts();
                assertTrue(client.getInputStream().read() == 0x16, "a handshake begins so (RFC 8446, section 5.1)");
                try {
                    client.getOutputStream().write(records(dice));
                } catch (IOException hungUp) {
                    // The client has had enough, and may.
                }
                server.hangsUp();
                ends(talk);
            }
        });
    }

    /** What looks like TLS from the outside, more or less. */
    private static byte[] records(Random dice) {
        byte[] noise = new byte[dice.nextInt(3_000)];
        dice.nextBytes(noise);
        for (int at = 0; at + 5 < noise.length && dice.nextInt(4) > 0; ) {
            int length = dice.nextInt(noise.length - at - 5);
            noise[at] = (byte) (20 + dice.nextInt(5));
            noise[at + 1] = 3;
            noise[at + 2] = (byte) dice.nextInt(5);
            noise[at + 3] = (byte) (length >> 8);
            noise[at + 4] = (byte) length;
            at += 5 + length;
        }
        return noise;
    }

    /** Passes on what comes, up to the end or a place of the dice's choice, some of it changed. */
    private static void pass(Socket from, Socket to, @Nullable Random dice) {
        byte[] bytes = new byte[MOST_BYTES];
        int until = dice == null || dice.nextInt(3) > 0 ? Integer.MAX_VALUE : dice.nextInt(3_000);
        int place = dice == null ? -1 : dice.nextInt(dice.nextBoolean() ? 200 : 3_000);
        int passed = 0;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read > 0 && passed < until; read = in.read(bytes)) {
                int now = Math.min(read, until - passed);
                if (dice != null && place >= passed && place < passed + now) {
                    bytes[place - passed] ^= (byte) (1 << dice.nextInt(8));
                    place += 1 + dice.nextInt(500);
                }
                out.write(bytes, 0, now);
                passed += now;
            }
        } catch (IOException oneHasEnded) {
            // Then the other is to end, too.
        } finally {
            end(to);
        }
    }

    private static void end(Socket to) {
        try {
            to.shutdownOutput();
        } catch (IOException ended) {
            // As it should.
        }
    }

    private static void ends(Conversation talk) throws Exception {
        int code = talk.code();
        assertTrue(code == 0 || code == 1, () -> "exit code " + code);
        boolean told = false;
        while (!talk.screen.seesNothing()) {
            String line = talk.screen.sees();
            assertFalse(line.contains("has made a mistake"), line);
            assertTrue(line.chars().noneMatch(Character::isISOControl), line);
            told = true;
        }
        assertTrue(told, "not a word of what happened");
    }

    /** Lets everybody in, says a line and hangs up; any number at the same time. */
    private static final class TlsServer implements AutoCloseable {
        private final SSLServerSocket listening;

        TlsServer(OwnKey key) throws Exception {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(key.managers(), null, null);
            listening = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Threads.platform("tls server", this::accept).start();
        }

        Socket connect() throws IOException {
            return new Socket(listening.getInetAddress(), listening.getLocalPort());
        }

        private void accept() {
            while (!listening.isClosed()) {
                try (SSLSocket client = (SSLSocket) listening.accept()) {
                    client.setSoTimeout(500); // After garbage both may wait for the other; cut short is garbage too.
                    OutputStream out = client.getOutputStream();
                    client.getInputStream().read();
                    out.write(line(Reply.Server.asking(Wire.VERSION, "room", "fake", false)));
                    out.write(line(Reply.Welcome.newcomer("me", "Me", 0, List.of(), 0)));
                    out.write(line(new Reply.Notice("hello")));
                } catch (IOException garbled) {
                    // As it should.
                }
            }
        }

        private static byte[] line(Message message) {
            return (new String(Json.bytes(message), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
