package lanchat.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import lanchat.common.Fingerprint;
import lanchat.common.NetworkAddress;
import lanchat.common.Threads;
import lanchat.server.door.ServerTls;
import lanchat.server.door.WebPage;
import lanchat.server.log.AppendingLog;
import org.jspecify.annotations.Nullable;

/**
 * The server of this program and the console in front of it, from opening to the one way it ends.
 *
 * <p>Ctrl-C, SIGTERM and {@code /stop} alike end the program, and the program's end, in a shutdown hook, ends the room.
 */
final class OpenRoom {
    /** Less than the five seconds that are promised, for console and log have something to finish too. */
    private static final int STOP_MILLIS = 4_300;

    private static final int LOG_MILLIS = 300;

    private final ChatServer server;
    private final Console console;
    private final ServerSettings settings;
    private volatile @Nullable Announcer announcer;
    private final DetachedOutput standardError =
            new DetachedOutput(new FileOutputStream(FileDescriptor.err), "log output");

    /**
     * Who connects waits for {@link #open}.
     *
     * @param log belongs to this room from then on
     * @param listening likewise
     */
    OpenRoom(ServerSettings settings, AppendingLog log, ServerSocket listening) {
        this.settings = settings;
        server = new ChatServer(settings, log, listening);
        ServerTls tls = settings.encryption().tls();
        Fingerprint key = tls == null ? null : tls.fingerprint();
        // Made before the doors open, so that it misses nobody who comes in.
        console = Console.ofThisProgram(server.log(), key, server, () -> System.exit(0));
        server.log().onTrouble(console::tell);
    }

    /** Opens the doors; from then on nothing that is logged makes anybody wait for the terminal. */
    void open() {
        server.start();
        System.setErr(new PrintStream(standardError, true, Console.charset()));
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "ending"));
    }

    /** What was found when the room was opened that the host should know, in sentences. */
    List<String> remarks() {
        return server.remarks();
    }

    /** The room's id for life. */
    String room() {
        return server.log().room();
    }

    /** The port it really listens on. */
    int port() {
        return server.listening().getPort();
    }

    /**
     * Shows the ways in and then what happens, obeys the host if {@code listening}, and returns once it is stopped: true
     * where somebody stopped it, false where it failed.
     *
     * @param mine the addresses that this machine had when the room was opened
     * @param mustEncrypt whether nobody comes in without TLS
     * @param announcing announces the room from then on, and belongs to it; null for nothing
     */
    boolean serve(
            InetAddress asked,
            List<NetworkAddress> mine,
            boolean mustEncrypt,
            boolean listening,
            @Nullable Announcer announcing)
            throws InterruptedException {
        console.start(waysIn(asked, mine, mustEncrypt));
        if (listening) {
            console.listen();
        }
        announcer = announcing;
        if (announcing != null) {
            announcing.start(); // Last, for what it loads would have made all of this wait.
        }
        try (AddressWatch watch = new AddressWatch(asked, port(), mustEncrypt, mine, console::tell)) {
            watch.start();
            UnusedMemory.giveBack(); // As late as that for the same reason.
            server.awaitStopped();
        }
        return !server.hasFailed();
    }

    private List<String> waysIn(InetAddress asked, List<NetworkAddress> mine, boolean mustEncrypt) {
        List<String> lines = new ArrayList<>(WaysIn.lines(asked, port(), mine, mustEncrypt));
        WebPage page = settings.page();
        String where = page == null || page.clientJar() == null ? null : WaysIn.page(asked, port(), mine, mustEncrypt);
        if (where != null) {
            lines.add(where);
        }
        return lines;
    }

    private void end() {
        Announcer announcing = announcer;
        if (announcing != null) {
            announcing.close();
        }
        // On a thread of its own, so that nothing whatever keeps the program from ending.
        Thread stopping = Threads.platform("stopping", server::stop);
        stopping.start();
        try {
            stopping.join(STOP_MILLIS);
            console.finish();
            standardError.awaitPassedOn(LOG_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt(); // The program ends now in any case.
        }
    }
}
