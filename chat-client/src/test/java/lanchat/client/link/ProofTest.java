package lanchat.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import lanchat.client.Dice;
import lanchat.common.Chain;
import lanchat.common.Chains;
import lanchat.common.Event;
import lanchat.common.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two people who read the same words have been shown the same lines, and nobody else has the same words. */
@Timeout(60)
final class ProofTest {
    private static final String ROOM = "room";

    @TempDir
    Path home;

    private final AtomicInteger homes = new AtomicInteger();

    /** One event as the server sends it. */
    private record Sent(Event event, String line) {}

    @Test
    void whoHasBeenShownTheSameHasTheSameWordsHoweverOftenTheyCameBack() {
        Dice.rollTheSame(15, dice -> {
            List<Sent> said = conversation(dice);
            List<String> digests = digests(said);

            Reader ann = new Reader("ann", said, dice.nextInt(said.size()), digests);
            Reader bo = new Reader("bo", said, dice.nextInt(said.size()), digests);
            readTogether(ann, said, bo, said, dice);

            long last = said.get(said.size() - 1).event().seq();
            assertEquals(digests.get(digests.size() - 1), ann.digestAt(last));
            assertEquals(ann.digestAt(last), bo.digestAt(last));
            long earlier = Math.max(ann.begun, bo.begun) + 1;
            String early = earlier <= last ? ann.digestAt(earlier) : null;
            String alike = early == null ? null : bo.digestAt(earlier); // None from before the last coming back.
            assertTrue(alike == null || alike.equals(early));
        });
    }

    @Test
    void whoHasBeenShownSomethingElseHasOtherWords() {
        Dice.rollTheSame(30, dice -> {
            List<Sent> said = conversation(dice);
            List<String> digests = digests(said);
            Reader ann = new Reader("ann", said, dice.nextInt(said.size() - 1), digests);
            Reader bo = new Reader("bo", said, dice.nextInt(said.size() - 1), digests);
            List<Sent> lies = lies(said, (int) Math.max(ann.begun, bo.begun), dice);
            if (lies.isEmpty()) {
                return; // Nothing was said to all after the later one came in.
            }

            readTogether(ann, said, bo, lies, dice);

            long last = said.get(said.size() - 1).event().seq();
            assertNotNull(ann.digestAt(last));
            assertNotEquals(ann.digestAt(last), bo.digestAt(last));
        });
    }

    @Test
    void nothingCanStandBehindTheChecksumUncounted() {
        String honest = "{\"type\":\"said\",\"seq\":2,\"text\":\"hi\",\"sum\":\"0eac9603\"}";
        String lie = honest.replace("}", ",\"text\":\"a lie\"}");
        String hidden = honest.replace("}", ",\"text\":\"a lie\",\"sum\":\"0eac9603\"}");
        Event event = new Event.Said(2, 0, "ann", 0, "Ann", "hi", null);
        Set<String> digests = new HashSet<>();
        for (String line : List.of(honest, lie, hidden)) {
            Proof proof = new Proof();
            proof.begin(1, Chain.START);
            proof.saw(event, line);
            digests.add(Objects.requireNonNull(proof.at(2)).digest());
        }

        assertEquals(3, digests.size());
    }

    @Test
    void aGapIsNotCountedOver() {
        Proof proof = new Proof();
        assertFalse(proof.begun());
        assertNull(proof.at(0));
        proof.begin(4, "no digest");
        assertFalse(proof.begun());

        proof.begin(4, Chain.START);
        assertTrue(proof.begun());
        assertEquals(new Proof.Words(4, 4, Chain.START), proof.at(0));

        proof.forget();
        assertNull(proof.at(4));
    }

    @Test
    void whatStandsInADamagedFileIsNotGoneOnFrom() throws Exception {
        SessionMemory memory = new SessionMemory(home);
        Session session = memory.open(ROOM, "Ann", false);
        session.saw(5, "00000005");
        session.proof().begin(5, Chain.START);
        session.save();
        session.close();
        try (Session again = memory.open(ROOM, "Ann", false)) {
            assertEquals(new Proof.Words(5, 5, Chain.START), again.proof().at(5));
        }
        Path file = file();
        Files.writeString(file, Files.readString(file).replace("chain 5 5", "chain 4 4"));
        try (Session again = memory.open(ROOM, "Ann", false)) {
            assertEquals(5, again.seen().seq());
            assertFalse(again.proof().begun());
        }
    }

    private Path file() throws Exception {
        try (Stream<Path> files = Files.list(home.resolve("client").resolve("sessions"))) {
            return files.filter(file -> !file.toString().endsWith(SessionFile.LOCK))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Some lines of all kinds, numbered from 1. */
    private static List<Sent> conversation(Random dice) {
        List<Sent> said = new ArrayList<>();
        int count = 3 + dice.nextInt(60);
        for (int seq = 1; seq <= count; seq++) {
            String by = "s" + dice.nextInt(4);
            Event event = switch (dice.nextInt(7)) {
                case 0 -> new Event.Joined(seq, seq, by, 0, "N" + by, "10.0.0.1", sum(seq));
                case 1 -> new Event.Acted(seq, seq, by, 0, "N" + by, "waves", sum(seq));
                case 2 -> new Event.Whispered(seq, seq, by, 0, "N" + by, "ann", "Ann", "psst", sum(seq));
                case 3 -> new Event.Renamed(seq, seq, by, 0, "N" + by, "M" + by, "10.0.0.1", sum(seq));
                default ->
                    new Event.Said(seq, seq, by, 0, "N" + by, "text " + dice.nextInt(3) + "\",\"sum\":\"x", sum(seq));
            };
            said.add(sent(event));
        }
        return said;
    }

    private static String sum(int seq) {
        return String.format("%08x", seq);
    }

    private static Sent sent(Event event) {
        String line = new String(Json.bytes(event), StandardCharsets.UTF_8);
        String sum = ",\"sum\":\"" + event.sum() + "\"";
        return new Sent(event, line.replace(sum, "").replaceFirst("}$", sum + "}")); // Last, as the server sends it.
    }

    /** The honest server's digests: that at place i is the one before the i-th event. */
    private static List<String> digests(List<Sent> said) {
        List<String> digests = new ArrayList<>();
        Chains chains = new Chains(0, Chain.START);
        digests.add(chains.digest());
        for (Sent next : said) {
            chains.take(next.event(), next.line());
            digests.add(chains.digest());
        }
        return digests;
    }

    /** The same lines with one of them altered, left out, or changed for another; empty where there is none to be so. */
    private static List<Sent> lies(List<Sent> said, int from, Random dice) {
        List<Integer> places = new ArrayList<>();
        for (int i = from; i < said.size(); i++) {
            if (Chain.covers(said.get(i).event())) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return List.of();
        }
        int place = places.get(dice.nextInt(places.size()));
        List<Sent> lies = new ArrayList<>(said);
        int kind = dice.nextInt(4);
        if (kind == 0) {
            lies.remove(place);
        } else if (kind == 1 && places.size() > 1) {
            int other = places.get((places.indexOf(place) + 1) % places.size());
            Collections.swap(lies, place, other);
        } else if (kind == 2) {
            Event event = said.get(place).event();
            Event made = new Event.Said(event.seq(), event.time(), event.by(), 0, event.name(), "a lie", event.sum());
            lies.set(place, sent(made));
        } else {
            String line = said.get(place).line();
            // One letter of the name; the event is read as the line says it.
            String other = line.replaceFirst("\"name\":\"N", "\"name\":\"n");
            Event event = (Event) Objects.requireNonNull(Json.message(other.getBytes(StandardCharsets.UTF_8)));
            lies.set(place, new Sent(event, other));
        }
        return lies;
    }

    private static void readTogether(Reader one, List<Sent> toOne, Reader other, List<Sent> toOther, Random dice) {
        while (one.hasMore(toOne) || other.hasMore(toOther)) {
            Reader next = dice.nextBoolean() ? one : other;
            next.reads(next == one ? toOne : toOther);
            if (dice.nextInt(10) == 0) {
                next.comesBack();
            }
        }
    }

    /** Somebody with a home, who comes in behind some event. */
    private final class Reader {
        private final SessionMemory memory = new SessionMemory(home.resolve("home-" + homes.incrementAndGet()));
        private final String session;
        private final long begun;
        private Session kept = memory.open(ROOM, "Reader", false);
        private int place;

        Reader(String session, List<Sent> said, int place, List<String> digests) {
            this.session = session;
            this.place = place;
            this.begun = place == 0 ? 0 : said.get(place - 1).event().seq();
            kept.saw(begun, "00000000");
            kept.proof().begin(begun, digests.get(place));
        }

        boolean hasMore(List<Sent> said) {
            return place < said.size();
        }

        void reads(List<Sent> said) {
            if (hasMore(said)) {
                Sent next = said.get(place++);
                if (next.event().visibleTo(session)) {
                    kept.saw(next.event().seq(), String.valueOf(next.event().sum()));
                    kept.proof().saw(next.event(), next.line());
                }
                if (!hasMore(said)) {
                    kept.proof().reached(place);
                }
            }
        }

        /** In another run of the program. */
        void comesBack() {
            if (kept.seen().seq() > 0) {
                kept.close();
                kept = memory.open(ROOM, "Reader", false);
            }
        }

        @Nullable
        String digestAt(long seq) {
            kept.proof().reached(seq);
            Proof.Words words = kept.proof().at(seq);
            return words == null ? null : words.digest();
        }
    }
}
