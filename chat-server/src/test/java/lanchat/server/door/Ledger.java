package lanchat.server.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Message;
import lanchat.common.Pieces;
import lanchat.common.Reply;
import lanchat.server.log.BehindException;
import lanchat.server.log.Entry;
import lanchat.server.log.Proposer.Decision;
import lanchat.server.room.Outcome;

/** What one member must have read, line by line, from what the log says and decided; and whether it has. */
final class Ledger {
    private final RecordingLog log;
    private final LoopbackMember member;
    private final Dialect dialect;
    private String session = "";
    private long checkedUpTo;
    // Since the last check.
    private int asked;
    private int pings;
    private boolean begun;

    Ledger(RecordingLog log, LoopbackMember member) {
        this.log = log;
        this.member = member;
        this.dialect = member.json() ? JsonDialect.INSTANCE : PlainDialect.INSTANCE;
    }

    LoopbackMember member() {
        return member;
    }

    /** Public id of the session; once the member has been let in. */
    String session() {
        if (session.isEmpty()) {
            session = log.admitted(member.name()).proposal().session();
        }
        return session;
    }

    /** The place of the event of its joining; once the member has been let in. */
    long joined() {
        return log.admitted(member.name()).after();
    }

    /** Has the member ask who is here. */
    void who() throws IOException {
        asked++;
        member.who();
    }

    /** Has the member send a ping, where its door knows pings. */
    void ping() throws IOException {
        if (member.json()) {
            pings++;
            member.ping();
        }
    }

    /** Whether the room has answered all who asked, and has handed out all that belongs before the answers. */
    boolean isAnswered() {
        long presents = 0;
        long after = 0;
        for (Decision letter : log.lettersTo(session())) {
            presents += letter.outcome() instanceof Outcome.Present ? 1 : 0;
            after = letter.after();
        }
        return presents == asked && log.newest() >= after;
    }

    /** The lines that are due by now, without those for which any place will do; removes nothing. */
    List<String> due() throws BehindException {
        List<String> due = new ArrayList<>();
        Decision admitted = log.admitted(member.name());
        if (!begun) {
            begin(admitted, due);
        }
        List<Decision> letters = new ArrayList<>(log.lettersTo(session()));
        int next = 0;
        for (Entry entry : log.unrecorded().after(Math.max(checkedUpTo, admitted.after() - 1), Integer.MAX_VALUE)) {
            while (next < letters.size() && letters.get(next).after() < entry.seq()) {
                addLines(text(letters.get(next++)), due);
            }
            addLines(MadeUpLog.seen(dialect, entry, session(), Integer.MAX_VALUE), due);
            if (entry.event() instanceof Event.Left && entry.event().by().equals(session())) {
                return due;
            }
        }
        for (; next < letters.size(); next++) {
            addLines(text(letters.get(next)), due);
        }
        return due;
    }

    /** How many lines the member has read when it has read all these. */
    int countOf(List<String> due) {
        return due.size() + pings + (begun || !member.json() ? 0 : 1); // The one is the "now".
    }

    /** Checks what the member has read against these lines, all that are due, and forgets them. */
    void check(List<String> due) throws BehindException {
        long newest = log.newest();
        List<String> all = member.take();
        List<String> read = withoutFree(all);
        assertSame(due, read);
        assertEquals("", member.torn(), member::toString);
        assertEquals(countOf(due), all.size(), () -> member + " has read more than one pong for a ping, or less");
        begun = true;
        checkedUpTo = newest;
        asked = 0;
        pings = 0;
        Queue<Decision> letters = log.lettersTo(session());
        letters.removeIf(letter -> letter.after() <= newest);
    }

    /** Checks that a member who was cut off read a first part of these lines, and nothing else. */
    void checkCutOff(List<String> due) throws BehindException {
        List<String> read = withoutFree(member.take());
        assertTrue(read.size() <= due.size(), () -> member + " read more than was said");
        assertSame(due.subList(0, read.size()), read);
    }

    private void assertSame(List<String> due, List<String> read) {
        for (int i = 0; i < Math.min(due.size(), read.size()); i++) {
            int line = i;
            assertEquals(
                    due.get(i), withoutMoment(read.get(i)), () -> member + " at line " + line + " of " + due.size());
        }
        assertEquals(due.size(), read.size(), member::toString);
    }

    /** Leaves out how long people have been silent and how far behind they are: it is true for a moment only. */
    private String withoutMoment(String line) {
        return member.json()
                ? line.replaceAll(",\"idle\":\\d+,\"behind\":\\d+", "")
                : line.replaceAll("^(\\*\\*\\* .*<.*>) \\(\\d+ events? behind\\)$", "$1");
    }

    /** Leaves out pongs and the "now", whose place is anywhere after the event they speak of. */
    private List<String> withoutFree(List<String> read) throws BehindException {
        List<String> rest = new ArrayList<>();
        long seen = begun ? checkedUpTo : 0;
        for (String line : read) {
            Message message = member.json() ? Json.message(line.getBytes(UTF_8)) : null;
            if (message instanceof Reply.Pong pong) {
                assertTrue(!missesSomething(seen, pong.seq()), () -> member + " read too early: " + pong);
            } else if (message instanceof Reply.Now now) {
                assertTrue(!missesSomething(seen, now.seq()), () -> member + " read too early: " + now);
            } else {
                seen = message instanceof Event event ? event.seq() : seen;
                rest.add(line);
            }
        }
        return rest;
    }

    /** Whether this member has still to see something between these two places. */
    private boolean missesSomething(long seen, long upTo) throws BehindException {
        return log.unrecorded().after(seen, Integer.MAX_VALUE).stream()
                .anyMatch(entry -> entry.seq() <= upTo && entry.event().visibleTo(session()));
    }

    private void begin(Decision decision, List<String> due) {
        Outcome.Admitted admitted = (Outcome.Admitted) decision.outcome();
        if (member.json()) {
            long from = decision.recent().isEmpty()
                    ? admitted.event().seq()
                    : decision.recent().get(0).seq();
            addLines(text(Reply.Server.asking(1, log.room(), "proof", false)), due);
            addLines(
                    text(Reply.Welcome.newcomer(
                            session(), admitted.event().name(), from, admitted.present(), admitted.others())),
                    due);
        } else {
            Pieces greeting = new Pieces();
            new Greeting().addTo(greeting, admitted.present(), admitted.others());
            addLines(new String(greeting.bytes(), UTF_8), due);
        }
        for (Entry entry : decision.recent()) {
            addLines(MadeUpLog.seen(dialect, entry, "", Integer.MAX_VALUE), due);
        }
    }

    private String text(Decision decision) {
        if (decision.outcome() instanceof Outcome.Refused refused) {
            return text(new Reply.Refused(
                    decision.proposal().id(),
                    refused.refusal().code(),
                    refused.refusal().sentence()));
        } else if (decision.outcome() instanceof Outcome.Present present) {
            return text(new Reply.People(present.people(), present.others()));
        }
        throw new IllegalStateException("no letter answers " + decision);
    }

    private String text(Reply reply) {
        return new String(dialect.reply(reply), UTF_8);
    }

    private static void addLines(String text, List<String> lines) {
        if (!text.isEmpty()) {
            lines.addAll(List.of(text.split("\n")));
        }
    }
}
