package lanchat.client.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import lanchat.client.link.KnownServers.Known;
import lanchat.common.Endpoint;
import lanchat.common.Fingerprint;
import lanchat.common.Keytool;
import org.jspecify.annotations.Nullable;

/**
 * How far this client believes that a server is the one it means: encrypts the way to it, and compares the key it shows
 * with the one expected, or with the one that its room had before. Any thread may call.
 */
public final class Encryption {
    private final @Nullable ClientTls tls;
    private final ClientKey own;
    private final KnownServers known;
    private final Fingerprint.@Nullable Typed pinned;
    private final boolean trustNewKey;
    private final Consumer<String> tell;
    private final AtomicBoolean toldOfKey = new AtomicBoolean();

    private Encryption(
            @Nullable ClientTls tls,
            ClientKey own,
            KnownServers known,
            Fingerprint.@Nullable Typed pinned,
            boolean trustNewKey,
            Consumer<String> tell) {
        this.tls = tls;
        this.own = own;
        this.known = known;
        this.pinned = pinned;
        this.trustNewKey = trustNewKey;
        this.tell = tell;
    }

    /** Begins to load what TLS takes: it can be ready by the time that it is known where to connect. Returns at once. */
    public static void warmUp() {
        ClientTls.warmUp();
    }

    /** None: plain text, for anybody on the way to read. */
    public static Encryption none() {
        ClientKey shown = new ClientKey(null, new Keytool());
        return new Encryption(null, shown, new KnownServers(null), null, false, nobody -> {});
    }

    /**
     * TLS, with a memory below this home.
     *
     * @param home null for no memory
     * @param pinned the only key that will do; null for any that is not known to be wrong
     * @param trustNewKey whether a room may have another key than before
     * @param tell takes sentences for the member
     */
    public static Encryption on(
            @Nullable Path home, Fingerprint.@Nullable Typed pinned, boolean trustNewKey, Consumer<String> tell) {
        Path directory = home == null ? null : home.resolve("client");
        ClientKey own = new ClientKey(directory, new Keytool());
        return new Encryption(new ClientTls(pinned, own), own, new KnownServers(directory), pinned, trustNewKey, tell);
    }

    /** Whether there is any. */
    public boolean encrypts() {
        return tls != null;
    }

    /** Begins to get this client's own key, which takes a second at its first start. Returns at once. */
    public void begin() {
        if (tls != null) {
            own.begin();
        }
    }

    /** Waits until it is ready: before the server's clock begins to run. */
    void awaitReady() {
        if (tls == null) {
            return;
        }
        tls.awaitReady();
        try {
            if (toldOfKey.compareAndSet(false, true)) {
                own.sentences().forEach(tell);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes what carries the conversation of a socket that has just been connected. */
    Carrier over(EarlySocket socket, Endpoint server) throws IOException, ConnectProblem {
        return tls == null ? new Carrier(socket) : tls.over(socket, server);
    }

    /**
     * Decides whether a room may have this key, and remembers it.
     *
     * @throws ConnectProblem when it had another one
     */
    void check(Endpoint server, String room, @Nullable Fingerprint key) throws ConnectProblem {
        if (key == null) {
            return;
        }
        List<Known> before;
        try {
            before = known.all();
        } catch (IOException unreadable) {
            tell.accept("The servers met before can't be read (" + unreadable.getMessage()
                    + "), so that nobody compares this one's key but you: /key shows it.");
            return;
        }
        Known here = null;
        Known sameAddress = null;
        for (Known one : before) {
            here = one.room().equals(room) ? one : here;
            sameAddress = one.address().equals(server.toString()) ? one : sameAddress;
        }
        if (here != null && !here.key().equals(key) && !trustNewKey && pinned == null) {
            throw ConnectProblem.otherKey(server, here.key(), here.since(), key);
        }
        if (here == null && sameAddress != null) {
            tell.accept(otherRoom(server, sameAddress.key().equals(key)));
        }
        if (here == null || !here.key().equals(key) || !here.address().equals(server.toString())) {
            try {
                known.remember(room, server, key);
            } catch (IOException forgotten) {
                tell.accept("This server can't be remembered (" + forgotten.getMessage() + ").");
            }
        }
    }

    private static String otherRoom(Endpoint server, boolean sameKey) {
        return sameKey
                ? "This is another room than the last time at " + server + ", of the same server."
                : "This is another room than the last time at " + server + ", and another server, going by its key. If"
                        + " that surprises you, compare what /key shows here and at the server before you say much.";
    }
}
