package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Message;
import lanchat.common.Person;
import lanchat.common.Reply;
import lanchat.server.Patience;
import lanchat.server.door.LoopbackMember.Mood;
import org.junit.jupiter.api.Test;

/** What one is told of how far the others have read. */
class ReadersTest {
    private static final String LINE = "who has this?";

    @Test
    void whoDoesNotReadIsNamedUntilHeHasRead() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            LoopbackMember cy = chat.join("Cy");
            Connection stuck = chat.stall(bo); // With far more before him than the sockets hold.
            ann.say(LINE);
            chat.hears(ann, LINE);
            chat.hears(cy, LINE);

            Reply.Seen seen = untilSeen(ann, 1);
            assertEquals(
                    List.of("Bo"), seen.waiting().stream().map(Person::name).toList());
            assertEquals(0, seen.others());
            assertEquals(0, seen.shown(), "nobody says what is on the screen");
            Patience.until("Bo is called behind, and Cy is not", () -> isBehind(ann, "Bo") && !isBehind(ann, "Cy"));

            bo.mood(Mood.QUICK);
            assertEquals(2, untilSeen(ann, 0).sent());
            Patience.until("Bo is called behind no more", () -> !isBehind(ann, "Bo"));
            assertFalse(stuck.isBroken());
        }
    }

    @Test
    void whoSaysWhatIsOnTheScreenIsCountedApartAndBelievedNoFurtherThanTheRoomHasGot() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember ann = chat.join("Ann");
            LoopbackMember bo = chat.join("Bo");
            bo.sends("{\"type\":\"shown\",\"seq\":999999}");
            bo.sends("{\"type\":\"shown\",\"seq\":1}");
            ann.say(LINE);
            chat.hears(ann, LINE); // Her own copy tells her its number.
            chat.hears(bo, LINE);

            Reply.Seen waiting = untilSeen(ann, 1);
            assertEquals(0, waiting.shown());
            bo.sends("{\"type\":\"shown\",\"seq\":" + waiting.seq() + "}");

            assertEquals(1, untilSeen(ann, 0).shown());
        }
    }

    @Test
    void theTimeSinceSomebodyHasSpokenGrowsAndBeginsAnew() throws Exception {
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            LoopbackMember ann = chat.join("Ann");
            chat.join("Bo");
            Patience.until("Ann is idle for a second or more", () -> idle(ann, "Ann") >= 1);
            ann.say("hello");

            Patience.until("Bo has been silent for longer than Ann", () -> idle(ann, "Bo") > idle(ann, "Ann"));
        }
    }

    private static long idle(LoopbackMember asker, String name) throws Exception {
        Long seconds = person(asker, name).idle();
        return seconds == null ? -1 : seconds;
    }

    private static boolean isBehind(LoopbackMember asker, String name) throws Exception {
        Long events = person(asker, name).behind();
        return events != null && events > 0;
    }

    private static Reply.Seen untilSeen(LoopbackMember asker, int waiting) throws Exception {
        List<Reply.Seen> all = new ArrayList<>();
        Patience.until(() -> "so many wait: " + waiting + ", not as in " + all.get(all.size() - 1), () -> {
            all.add(seen(asker));
            return all.get(all.size() - 1).waiting().size() == waiting;
        });
        return seen(asker);
    }

    private static Reply.Seen seen(LoopbackMember asker) throws Exception {
        long line = asker.lines().stream()
                .map(text -> Json.message(text.getBytes(StandardCharsets.UTF_8)))
                .filter(message ->
                        message instanceof Event.Said said && said.text().equals(LINE))
                .mapToLong(message -> ((Event) message).seq())
                .findFirst()
                .orElseThrow();
        return ask(asker, "{\"type\":\"seen\",\"seq\":" + line + "}", Reply.Seen.class);
    }

    private static Person person(LoopbackMember asker, String name) throws Exception {
        Reply.People people = ask(asker, "{\"type\":\"who\"}", Reply.People.class);
        return people.people().stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static <T extends Message> T ask(LoopbackMember asker, String request, Class<T> answer) throws Exception {
        int before = asker.count();
        asker.sends(request);
        Patience.until(
                "an answer to " + request,
                () -> answers(asker, before, answer).findFirst().isPresent());
        return answers(asker, before, answer).findFirst().orElseThrow();
    }

    private static <T extends Message> Stream<T> answers(LoopbackMember asker, int from, Class<T> answer) {
        return asker.lines().stream()
                .skip(from)
                .map(line -> Json.message(line.getBytes(StandardCharsets.UTF_8)))
                .filter(answer::isInstance)
                .map(answer::cast);
    }
}
