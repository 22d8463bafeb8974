package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    /** Everything that JSON, UTF-8 or a line could trip over. */
    private static final String TRICKY =
            allControls() + "\"\\/{}[]:,\u007F\u009F\u00E9\u2028\u2029\uFEFF\uFFFD\uD83D\uDE00 z";

    private static final Person ANN = Person.here(TRICKY + 1, TRICKY + 2, TRICKY + 3);

    private static final List<Message> MESSAGES = List.of(
            new Event.Joined(1, 2, TRICKY + 3, 4, TRICKY + 5, TRICKY + 6, "0badcafe"),
            new Event.Left(Long.MAX_VALUE, 2, TRICKY + 3, 4, TRICKY + 5, TRICKY + 6, null),
            new Event.Said(1, Long.MAX_VALUE, TRICKY + 3, 4, TRICKY + 5, TRICKY + 6, "0badcafe"),
            new Event.Acted(1, 2, TRICKY + 3, Long.MAX_VALUE, TRICKY + 5, TRICKY + 6, null),
            new Event.Whispered(1, 2, TRICKY + 3, 4, TRICKY + 5, TRICKY + 6, TRICKY + 7, TRICKY + 8, "0badcafe"),
            new Event.Renamed(1, 2, TRICKY + 3, 4, TRICKY + 5, TRICKY + 6, TRICKY + 7, null),
            new Event.Released(1, 2, TRICKY + 3, 4, TRICKY + 5, TRICKY + 6, TRICKY + 7, "0badcafe"),
            new Event.Ruled(
                    1,
                    2,
                    TRICKY + 3,
                    4,
                    TRICKY + 5,
                    TRICKY + 6,
                    TRICKY + 7,
                    TRICKY + 8,
                    TRICKY + 9,
                    10,
                    TRICKY + 11,
                    null),
            new Reply.Server(1, TRICKY + 2, TRICKY + 3, List.of(TRICKY), List.of(TRICKY)),
            new Reply.Welcome(TRICKY + 1, TRICKY + 2, 3, List.of(ANN, ANN.goneAway()), 4, true, 5, true),
            new Reply.Replaced(),
            Reply.Now.at(1),
            new Reply.Refused(1, TRICKY + 2, TRICKY + 3),
            new Reply.People(List.of(ANN), 2),
            new Reply.Notice(TRICKY),
            new Reply.History(3, true, TRICKY),
            new Reply.History(0, false, ""),
            Reply.Pong.at(1),
            new Reply.Pong(1, 2),
            new Reply.Now(1, TRICKY, 2),
            new Reply.Seen(1, 2, 3, List.of(ANN, ANN.seen(4, 5)), 6),
            new Reply.Verified(1, TRICKY),
            new Reply.Verified(1, null));

    private static final List<Request> REQUESTS = List.of(
            new Request.Hello(1, TRICKY),
            Request.Join.once(TRICKY),
            new Request.Join(TRICKY + 1, TRICKY + 2, Long.MAX_VALUE, TRICKY + 3, TRICKY + 4),
            new Request.Say(1, TRICKY),
            new Request.Act(Long.MAX_VALUE, TRICKY),
            new Request.Whisper(1, TRICKY + 2, TRICKY + 3, TRICKY + 4),
            new Request.Whisper(1, null, null, null),
            new Request.Rename(1, TRICKY),
            new Request.Release(1, TRICKY),
            new Request.Release(2, null),
            new Request.Who(),
            new Request.History(7),
            new Request.Search(TRICKY),
            new Request.Search(null),
            new Request.Rule(1, TRICKY + 2, TRICKY + 3),
            new Request.View(TRICKY),
            new Request.Shown(1),
            new Request.Seen(1),
            new Request.Verify(1),
            new Request.Ping(),
            new Request.Bye());

    static List<Message> messages() {
        return MESSAGES;
    }

    static List<Request> requests() {
        return REQUESTS;
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageComesBackAsItWentInOneLine(Message message) {
        byte[] line = Json.bytes(message);

        assertEquals(message, Json.message(line));
        assertOneLine(line);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestComesBackAsItWentInOneLine(Request request) throws RefusedException {
        byte[] line = Json.bytes(request);

        assertEquals(request, Json.request(new String(line, StandardCharsets.UTF_8)));
        assertOneLine(line);
    }

    @Test
    void theExamplesAboveAreOfEveryKind() {
        assertEquals(
                kinds(Event.class, Reply.class),
                MESSAGES.stream().map(Object::getClass).collect(Collectors.toSet()));
        assertEquals(
                kinds(Request.class), REQUESTS.stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void theTypeIsTheRecordsNameInLowerCase() {
        for (Message message : MESSAGES) {
            String line = new String(Json.bytes(message), StandardCharsets.UTF_8);

            assertTrue(line.startsWith("{\"type\":\"" + type(message.getClass()) + "\""), line);
        }
    }

    @Test
    void fieldsNobodyKnowsAreIgnored() throws RefusedException {
        String more = "\"new\":{\"a\":[1,null,{\"b\":\"}]\"}]},\"id2\":7,\"\u00E9\":true,";

        assertEquals(
                new Request.Say(3, "hi"),
                Json.request("{" + more + "\"type\":\"say\"," + more + "\"id\":3,\"text\":\"hi\"}"));
        assertEquals(Reply.Pong.at(3), message("{" + more + "\"type\":\"pong\"," + more + "\"seq\":3}"));
    }

    @Test
    void theOrderOfFieldsDoesNotCount() throws RefusedException {
        assertEquals(new Request.Say(3, "hi"), Json.request("{\"text\":\"hi\",\"id\":3,\"type\":\"say\"}"));
    }

    @Test
    void ofTwoFieldsOfOneNameTheLastCounts() throws RefusedException {
        assertEquals(
                new Request.Say(4, "b"),
                Json.request("{\"type\":\"say\",\"id\":3,\"text\":\"a\",\"id\":4,\"text\":\"b\"}"));
    }

    @Test
    void aRequestWithoutItsFieldsIsForTheServerToJudge() throws RefusedException {
        assertEquals(new Request.Say(0, null), Json.request("{\"type\":\"say\"}"));
        assertEquals(new Request.Say(0, null), Json.request("{\"type\":\"say\",\"id\":null,\"text\":null}"));
        assertEquals(new Request.Join(null, null, 0, null, null), Json.request("{\"type\":\"join\"}"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageThatLacksAPartIsSkipped(Message message) {
        RecordComponent[] fields = message.getClass().getRecordComponents();
        for (RecordComponent missing : fields) {
            String rest = Arrays.stream(fields)
                    .filter(field -> !field.equals(missing))
                    .map(field -> ",\"" + field.getName() + "\":" + example(field.getType()))
                    .collect(Collectors.joining());
            boolean needed = !missing.getType().isPrimitive()
                    && !List.of("sum", "asks", "can", "chain", "members").contains(missing.getName());

            Message read = message("{\"type\":\"" + type(message.getClass()) + "\"" + rest + "}");

            assertEquals(needed, read == null, missing.getName());
        }
    }

    @Test
    void aListOfPeopleWithoutPeopleIsSkipped() {
        assertNull(message("{\"type\":\"people\",\"people\":[null]}"));
        assertNull(message("{\"type\":\"people\",\"people\":[{\"name\":\"Ann\"}]}"));
        assertNull(message("{\"type\":\"people\",\"people\":{}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "null",
                "7",
                "\"say\"",
                "[]",
                "[{\"type\":\"who\"}]",
                "{}",
                "{\"type\":null}",
                "{\"type\":7}",
                "{\"type\":\"\"}",
                "{\"type\":\"Say\"}",
                "{\"type\":\"nonsense\"}",
                "{\"type\":\"said\"}",
                "{\"type\":{\"type\":\"say\"}}",
                "{\"type\":\"say\",\"text\":7}",
                "{\"type\":\"say\",\"text\":true}",
                "{\"type\":\"say\",\"text\":[\"x\"]}",
                "{\"type\":\"say\",\"text\":{}}",
                "{\"type\":\"say\",\"id\":1.5}",
                "{\"type\":\"say\",\"id\":true}",
                "{\"type\":\"say\",\"id\":[]}",
                "{\"type\":\"say\",\"id\":99999999999999999999}",
                "{\"type\":\"say\",\"text\":\"\\q\"}",
                "{\"type\":\"say\",\"text\":\"\\u12\"}",
                "{\"type\":\"say\",\"text\":\"x}",
                "{\"type\":\"say\"",
                "{\"type\":\"who\"}{\"type\":\"who\"}",
                "{\"type\":\"who\"} x",
                "{\"type\":\"who\"}}",
                "{'type':'who'}"
            })
    void whatIsNoRequestIsRefused(String line) {
        Refusal refusal =
                assertThrows(RefusedException.class, () -> Json.request(line)).refusal();

        assertEquals("not_understood", refusal.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "null",
                "{}",
                "{\"type\":\"say\",\"id\":1}",
                "{\"type\":\"tomorrow\"}",
                "{\"type\":\"now\",\"seq\":{}}"
            })
    void whatIsNoMessageIsSkipped(String line) {
        assertNull(message(line));
    }

    @Test
    void spaceAroundAnObjectIsAllowed() throws RefusedException {
        assertEquals(new Request.Who(), Json.request(" { \"type\" : \"who\" } \t"));
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 1000, 60_000})
    void deepNestingIsRefusedWithoutFillingTheStack(int depth) {
        for (String value : List.of(
                "[".repeat(depth) + "]".repeat(depth),
                "[".repeat(depth),
                "{\"a\":".repeat(depth) + "1" + "}".repeat(depth),
                "{\"a\":[".repeat(depth))) {
            for (String field : List.of("x", "text", "type", "people")) {
                String line = "{\"type\":\"people\",\"" + field + "\":" + value + "}";

                assertThrows(RefusedException.class, () -> Json.request(line.replace("people", "say")));
                assertNull(message(line));
            }
        }
    }

    @Test
    void bracketsInsideTextAreNoNesting() throws RefusedException {
        String text = "[{\\\"".repeat(100);

        assertEquals(
                new Request.Say(1, text.replace("\\", "")),
                Json.request("{\"type\":\"say\",\"id\":1,\"text\":\"" + text + "\"}"));
    }

    @Test
    void damagedLinesNeverDoMoreThanBeRefused() {
        long seed = Long.getLong("lanchat.seed", System.nanoTime());
        System.out.println("JsonTest seed " + seed);
        Random random = new Random(seed);
        List<byte[]> lines = new ArrayList<>();
        MESSAGES.forEach(message -> lines.add(Json.bytes(message)));
        REQUESTS.forEach(request -> lines.add(Json.bytes(request)));
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = lines.get(random.nextInt(lines.size())).clone();
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                String bytes = "{}[]\",:\\u0e.-tfn \u00FF";
                damaged[random.nextInt(damaged.length)] = (byte) bytes.charAt(random.nextInt(bytes.length()));
            }

            Json.message(damaged);
            refuseOrRead(new String(damaged, StandardCharsets.UTF_8));
        }
    }

    private static void refuseOrRead(String line) {
        try {
            Json.request(line);
        } catch (RefusedException e) {
            assertEquals("not_understood", e.refusal().code());
        }
    }

    private static @Nullable Message message(String line) {
        return Json.message(line.getBytes(StandardCharsets.UTF_8));
    }

    private static String example(Class<?> type) {
        return type == String.class ? "\"x\"" : type == List.class ? "[]" : type == boolean.class ? "true" : "1";
    }

    private static String type(Class<?> kind) {
        return kind.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Set<Class<?>> kinds(Class<?>... sealed) {
        return Stream.of(sealed)
                .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
                .flatMap(kind -> kind.isSealed() ? Stream.of(kind.getPermittedSubclasses()) : Stream.of(kind))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static void assertOneLine(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);

        assertFalse(text.contains("\n"));
        assertTrue(text.startsWith("{") && text.endsWith("}"), text);
    }

    private static String allControls() {
        StringBuilder controls = new StringBuilder();
        for (char c = 0; c < ' '; c++) {
            controls.append(c);
        }
        return controls.toString();
    }
}
