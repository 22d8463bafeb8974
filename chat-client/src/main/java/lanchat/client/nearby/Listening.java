package lanchat.client.nearby;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import lanchat.common.Announced;
import lanchat.common.Cards;
import lanchat.common.Cards.Card;
import lanchat.common.CleanText;
import lanchat.common.Threads;

/**
 * Listens for rooms that are announced, on each network card at the same time, with one JmDNS for each and a thread for
 * each that makes it. {@link #hear} returns in time whatever they do, and nobody waits for their end, which takes JmDNS
 * two seconds.
 */
public final class Listening {
    /** What was heard, and how. */
    public record Heard(List<HeardRoom> rooms, Cards cards, List<String> problems) {
        /** Of unchanging lists. */
        public Heard {
            rooms = List.copyOf(rooms);
            problems = List.copyOf(problems);
        }
    }

    private static final int MOST_ROOMS = 100;

    /** By the service's full name and where it is; serviceResolved comes several times for each. Guarded by this. */
    private final Map<String, HeardRoom> resolved = new LinkedHashMap<>();

    private final List<String> problems = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    private Listening() {}

    /**
     * Listens for so long.
     *
     * @throws SocketException when the system does not tell which network cards there are
     */
    public static Heard hear(long millis) throws SocketException, InterruptedException {
        // Or slf4j, which JmDNS logs with, says on the screen that nobody here wants to hear it.
        System.getProperties().putIfAbsent("slf4j.internal.verbosity", "ERROR");
        Cards cards = Cards.now();
        Listening listening = new Listening();
        for (Card card : cards.used()) {
            Threads.platform("listening by " + card.network(), () -> listening.listenBy(card))
                    .start();
        }
        if (!cards.used().isEmpty()) {
            // All of the time: who answers last may be the one.
            var unused = listening.over.await(millis, TimeUnit.MILLISECONDS);
        }
        listening.over.countDown();
        return listening.heard(cards);
    }

    private void listenBy(Card card) {
        // A name that nobody else has, or guests would have to settle whose it is; and given, or it would be looked up.
        String guest = "lanchat-guest-" + Long.toHexString(System.nanoTime());
        try (JmDNS mdns = JmDNS.create(card.address(), guest)) {
            mdns.addServiceListener(Announced.TYPE, new Collector());
            over.await();
        } catch (IOException e) {
            problem(card + ": " + CleanText.line(String.valueOf(e.getMessage())));
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void problem(String sentence) {
        problems.add(sentence);
    }

    private synchronized void add(ServiceInfo info) {
        HeardRoom room = HeardRoom.of(
                info.getName(),
                info.getPort(),
                info.getInetAddresses(),
                info.getPropertyString(Announced.ROOM),
                info.getPropertyString(Announced.ASKS));
        if (room == null) {
            return;
        }
        String service = info.getQualifiedName() + " " + room.addresses();
        if (resolved.size() < MOST_ROOMS || resolved.containsKey(service)) {
            resolved.put(service, room);
        }
    }

    private synchronized Heard heard(Cards cards) {
        return new Heard(merged(resolved.values()), cards, problems);
    }

    /** Each room once, in the order of their names. */
    static List<HeardRoom> merged(Iterable<HeardRoom> all) {
        List<HeardRoom> rooms = new ArrayList<>();
        for (HeardRoom one : all) {
            int known = -1;
            for (int i = 0; i < rooms.size(); i++) {
                known = rooms.get(i).isSameAs(one) ? i : known;
            }
            if (known < 0) {
                rooms.add(one);
            } else {
                rooms.set(known, rooms.get(known).with(one));
            }
        }
        rooms.sort(Comparator.comparing(HeardRoom::name).thenComparing(HeardRoom::line));
        return rooms;
    }

    /** Asks what is behind each name that is heard. */
    private final class Collector implements ServiceListener {
        @Override
        public void serviceAdded(ServiceEvent event) {
            event.getDNS().requestServiceInfo(event.getType(), event.getName(), true, 1);
        }

        @Override
        public void serviceRemoved(ServiceEvent event) {
            synchronized (Listening.this) {
                resolved.keySet()
                        .removeIf(service -> service.startsWith(event.getInfo().getQualifiedName() + " "));
            }
        }

        @Override
        public void serviceResolved(ServiceEvent event) {
            add(event.getInfo());
        }
    }
}
