package lanchat.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import javax.jmdns.impl.JmDNSImpl;
import lanchat.common.Announced;
import lanchat.common.Cards;
import lanchat.common.Cards.Card;
import lanchat.common.CleanText;
import lanchat.common.Threads;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces the room on the network, so that clients find it without an address: by mDNS (RFC 6762) on each card, with one
 * JmDNS for each, for that is bound to one address. Looks now and then whether the cards are still the same.
 *
 * <p>Owns its thread, which does all that waits; {@link #start} and {@link #close} return at once. That nothing can be
 * announced is one sentence in the log, and no harm to the room.
 */
final class Announcer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final long LOOK_SECONDS = 5;
    private static final long FORGET_SECONDS = 1;
    private static final int MOST_REMEMBERED = 1_000;
    private static final Path LINUX_NAME = Path.of("/proc/sys/kernel/hostname");

    private final InetAddress asked;
    private final int port;
    private final String host;
    private final Map<String, String> text;
    /** A name of its own for this machine: the usual one may be announced by the system already. */
    private final String machine;

    private final ScheduledThreadPoolExecutor looking =
            new ScheduledThreadPoolExecutor(1, task -> Threads.platform("announcer", task));

    /** By card; guarded by this. */
    private final Map<Card, JmDNS> announcing = new HashMap<>();

    private boolean closed;

    // The announcer thread's own.
    private final Set<Card> failed = new HashSet<>();
    private @Nullable Cards told;
    private @Nullable String name;

    /**
     * For a room that is open; nothing happens before {@link #start}.
     *
     * @param asked where the server was told to listen
     * @param port where it listens
     * @param host the host's name
     * @param room the room's id
     * @param asksPassword whether the room has a password
     */
    Announcer(InetAddress asked, int port, String host, String room, boolean asksPassword) {
        this.asked = asked;
        this.port = port;
        this.host = host;
        this.text = new LinkedHashMap<>();
        text.put(Announced.VERSION, Integer.toString(Wire.VERSION));
        text.put(Announced.ROOM, room);
        if (asksPassword) {
            text.put(Announced.ASKS, "password");
        }
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        this.machine = "lanchat-" + HexFormat.of().formatHex(random);
    }

    /** Begins, unless nobody else could come in anyway. */
    synchronized void start() {
        if (!closed && !asked.isLoopbackAddress()) {
            var unused = looking.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
            unused = looking.scheduleWithFixedDelay(this::forget, FORGET_SECONDS, FORGET_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void look() {
        try {
            follow(asked.isAnyLocalAddress() ? Cards.now() : Cards.only(asked));
        } catch (SocketException untold) {
            LOG.debug("This machine's network cards can't be listed: {}", untold.getMessage());
        } catch (RuntimeException | LinkageError e) {
            // Would end the looking silently; and the room is none the worse.
            LOG.warn("The room is not announced on the network: {}. Friends come in by its address.", e.toString());
            looking.shutdown();
        }
    }

    private void follow(Cards cards) {
        Set<Card> now = new HashSet<>(cards.used());
        Map<Card, JmDNS> gone = new HashMap<>();
        synchronized (this) {
            announcing.forEach((card, mdns) -> {
                if (!now.contains(card)) {
                    gone.put(card, mdns);
                }
            });
            announcing.keySet().removeAll(gone.keySet());
        }
        gone.forEach(Announcer::sayGoodbye);
        failed.retainAll(now);
        for (Card card : cards.used()) {
            announce(card);
        }
        tell(cards);
    }

    private void tell(Cards cards) {
        Cards done;
        synchronized (this) {
            done = new Cards(
                    cards.used().stream().filter(announcing::containsKey).toList(), cards.skipped());
        }
        if (done.equals(told)) {
            return;
        }
        told = done;
        if (!done.used().isEmpty()) {
            LOG.info("Announced on the network as \"{}\" by {}", name(), done);
        } else if (cards.used().isEmpty()) {
            LOG.info("Not announced on the network for now: this machine has {} for it", done);
        }
    }

    private void announce(Card card) {
        synchronized (this) {
            if (closed || announcing.containsKey(card)) {
                return;
            }
        }
        try {
            JmDNS mdns = JmDNS.create(card.address(), machine);
            boolean kept = false;
            try {
                mdns.registerService(ServiceInfo.create(Announced.TYPE, name(), port, 0, 0, text));
                kept = keep(card, mdns);
            } finally {
                if (!kept) {
                    sayGoodbye(card, mdns);
                }
            }
            failed.remove(card);
        } catch (IOException e) {
            if (failed.add(card)) {
                LOG.warn(
                        "The room can't be announced by {}: {}. Friends come in by its address.",
                        card,
                        CleanText.line(String.valueOf(e.getMessage())));
            }
        }
    }

    /** Remembers it for the end; false when that has come meanwhile. */
    private synchronized boolean keep(Card card, JmDNS mdns) {
        if (!closed) {
            announcing.put(card, mdns);
        }
        return !closed;
    }

    /** JmDNS remembers whatever anybody on the network announces, without a bound, and none of it is of use here. */
    private synchronized void forget() {
        for (JmDNS mdns : announcing.values()) {
            if (!(mdns instanceof JmDNSImpl known)) {
                continue;
            }
            if (known.getCache().values().stream().mapToInt(List::size).sum() > MOST_REMEMBERED) {
                known.getCache().clear();
            }
            if (known.getServiceTypes().size() > MOST_REMEMBERED) {
                known.getServiceTypes().keySet().removeIf(type -> !type.equals(Announced.TYPE));
            }
        }
    }

    /** JmDNS takes two seconds over it, the first word of which goes out at once. Nobody waits for the others. */
    private static void sayGoodbye(Card card, JmDNS mdns) {
        Threads.platform("goodbye by " + card.network(), () -> {
                    try {
                        mdns.close();
                    } catch (IOException e) {
                        LOG.debug("ending the announcement by {}: {}", card, e.getMessage());
                    }
                })
                .start();
    }

    @Override
    public void close() {
        Map<Card, JmDNS> all;
        synchronized (this) {
            closed = true;
            all = new HashMap<>(announcing);
            announcing.clear();
            looking.shutdownNow();
        }
        all.forEach(Announcer::sayGoodbye);
    }

    private String name() {
        String known = name;
        if (known == null) {
            known = shortened(host + " on " + machineName());
            name = known;
        }
        return known;
    }

    /** What people call this machine. Can take a while where only the resolver knows. */
    private static String machineName() {
        String found = System.getenv("COMPUTERNAME");
        try {
            if (found == null) {
                found = Files.isReadable(LINUX_NAME)
                        ? Files.readString(LINUX_NAME).strip()
                        : InetAddress.getLocalHost().getHostName();
            }
        } catch (IOException unknown) {
            found = null;
        }
        String clean = CleanText.line(found == null ? "" : found).strip();
        int dot = clean.indexOf('.');
        return clean.isEmpty() ? "a machine" : dot > 0 ? clean.substring(0, dot) : clean;
    }

    /** As much of it as a service's name can have, and no half letters. */
    private static String shortened(String text) {
        int end = text.length();
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > Announced.MAX_NAME_BYTES) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }
}
