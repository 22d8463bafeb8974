package lanchat.server;

import java.net.InetAddress;
import lanchat.common.Name;
import lanchat.server.door.WebPage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how friends find the room. */
final class FindingOptions {
    @Option(
            names = "--no-announce",
            fallbackValue = "true",
            description = "Do not announce the room on the network, where chat-client.jar without an address finds it.")
    private boolean noAnnounce;

    @Option(
            names = "--no-web",
            fallbackValue = "true",
            description = "Show browsers out, instead of giving them a page with chat-client.jar and how to come in.")
    private boolean noWeb;

    /** What browsers get; null for nothing. */
    @Nullable
    WebPage page() {
        return noWeb ? null : new WebPage(ClientJar.places());
    }

    /** What announces the room; null for nothing. */
    @Nullable
    Announcer announcer(InetAddress asked, int port, Name host, String room, boolean asksPassword) {
        return noAnnounce ? null : new Announcer(asked, port, host.shown(), room, asksPassword);
    }
}
