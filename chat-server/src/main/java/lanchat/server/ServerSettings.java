package lanchat.server;

import java.net.InetSocketAddress;
import lanchat.common.Name;
import lanchat.server.door.Bounds;
import lanchat.server.door.DoorLimits;
import lanchat.server.door.Encryption;
import lanchat.server.door.WebPage;
import lanchat.server.log.JournalSettings;
import org.jspecify.annotations.Nullable;

/**
 * What a server is started with.
 *
 * @param address where to listen; port 0 takes a free one
 * @param host the host's name
 * @param hostIsHere whether somebody reads at the server's terminal
 * @param recent how many lines said and acted a newcomer is shown
 * @param memoryBytes how many bytes of encoded events are kept
 * @param limits the bounds of connections in time
 * @param bounds how many may come in, and how fast they may talk
 * @param journal where and how the room is kept; null where it ends with the server
 * @param encryption whether there is TLS, and whether there must be
 * @param password what everybody is asked for, in its normal form; null for nothing
 * @param page what browsers get; null for nothing
 */
public record ServerSettings(
        InetSocketAddress address,
        Name host,
        boolean hostIsHere,
        int recent,
        long memoryBytes,
        DoorLimits limits,
        Bounds bounds,
        @Nullable JournalSettings journal,
        Encryption encryption,
        @Nullable String password,
        @Nullable WebPage page) {
    /** How many lines a newcomer is shown where nothing else is asked for. */
    public static final int DEFAULT_RECENT = 20;

    /** How many bytes of encoded events are kept where nothing else is asked for. */
    public static final long DEFAULT_MEMORY_BYTES = 32L * 1024 * 1024;

    /** Without a password, and without a page for browsers. */
    public ServerSettings(
            InetSocketAddress address,
            Name host,
            boolean hostIsHere,
            int recent,
            long memoryBytes,
            DoorLimits limits,
            Bounds bounds,
            @Nullable JournalSettings journal,
            Encryption encryption) {
        this(address, host, hostIsHere, recent, memoryBytes, limits, bounds, journal, encryption, null, null);
    }

    /** Without encryption, and with a room that ends with the server. */
    public ServerSettings(
            InetSocketAddress address,
            Name host,
            boolean hostIsHere,
            int recent,
            long memoryBytes,
            DoorLimits limits,
            Bounds bounds) {
        this(address, host, hostIsHere, recent, memoryBytes, limits, bounds, null, Encryption.NONE, null, null);
    }

    /** Without encryption, with the usual bounds, and a room that ends with the server. */
    public ServerSettings(
            InetSocketAddress address, Name host, boolean hostIsHere, int recent, long memoryBytes, DoorLimits limits) {
        this(address, host, hostIsHere, recent, memoryBytes, limits, Bounds.DEFAULT, null, Encryption.NONE, null, null);
    }

    /** The same with this encryption. */
    ServerSettings with(Encryption other) {
        return new ServerSettings(
                address, host, hostIsHere, recent, memoryBytes, limits, bounds, journal, other, password, page);
    }

    /** All but the password. */
    @Override
    public String toString() {
        return "ServerSettings[" + address + ", " + host.shown() + (password == null ? "" : ", with a password") + "]";
    }
}
