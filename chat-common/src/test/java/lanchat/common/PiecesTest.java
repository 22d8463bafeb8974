package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PiecesTest {
    private static final byte[] LIKELY = "\"\\{},:0123456789_ \n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void whatIsAddedStandsBehindWhatWas() {
        Pieces pieces = new Pieces(1);
        pieces.add(new byte[] {1, 2, 3}, 1, 2);
        pieces.add('x');
        pieces.add(0L);
        pieces.add(Long.MAX_VALUE);
        assertFalse(pieces.add("gr\u00FC\u00DFe"));

        assertEquals("\2\3x0" + Long.MAX_VALUE + "gr\u00FC\u00DFe", text(pieces));
    }

    @Test
    void numbersHaveTheirDigits() {
        for (long number = 1; number > 0; number *= 10) {
            for (long near = number - 1; near <= number + 1; near++) {
                Pieces pieces = new Pieces(0);
                pieces.add(near);
                assertEquals(Long.toString(near), text(pieces));
            }
        }
        new Random(7)
                .longs(10_000, 0, Long.MAX_VALUE)
                .map(number -> number >>> (number % 63))
                .forEach(number -> {
                    Pieces pieces = new Pieces(0);
                    pieces.add('x');
                    pieces.add(number);
                    assertEquals("x" + number, text(pieces));
                });
    }

    @Test
    void eachCharacterIsToldPrintableOrNotWhereverItStands() {
        for (String before : List.of("", "what", "what ha", "what? ha", "what? haha")) {
            for (String behind : List.of("", "!", "?!", ". That is long.")) {
                for (int c = 0; c <= Character.MAX_VALUE; c++) {
                    String text = before + (char) c + behind;
                    boolean printable = c >= ' ' && c <= '~';
                    boolean unescaped = printable && c != '"' && c != '\\';
                    int at = before.length();
                    assertEquals(printable, new Pieces().add(text), () -> at + ": U+" + text.codePointAt(at));
                    assertEquals(unescaped, new Pieces().addUnescaped(text), () -> at + ": U+" + text.codePointAt(at));
                }
            }
        }
        assertTrue(new Pieces().add(""));
        assertTrue(new Pieces().addUnescaped(""));
    }

    @Test
    void neighboursAreNotMistakenForAnother() {
        // Each differs by one from what is looked for, above and below, beside those that come near to a carry.
        for (String text :
                List.of("!#!#!#!#", "[][][][]", ">@>@>@>@", "~ ~ ~ ~ ", " ~ ~ ~ ~", "        ", "~~~~~~~~")) {
            assertTrue(new Pieces().add(text), text);
            assertTrue(new Pieces().addUnescaped(text), text);
        }
    }

    @Test
    void itGoesBackAndOn() {
        Pieces pieces = new Pieces();
        assertTrue(pieces.add("hello"));
        pieces.cutTo(7);
        assertEquals(5, pieces.size());
        pieces.cutTo(2);
        pieces.add('y');

        assertEquals("hey", text(pieces));
    }

    @Test
    void theChecksumIsThatOfTheBytes() {
        Pieces pieces = new Pieces();
        assertTrue(pieces.add("123456789"));
        CRC32C crc = new CRC32C();
        pieces.addTo(crc);

        assertEquals(0xE3069283L, crc.getValue());
    }

    @Test
    void aCopyStaysAsItIs() {
        Pieces pieces = new Pieces(3);
        assertTrue(pieces.add("abc"));
        byte[] copy = pieces.copy();
        assertNotSame(pieces.bytes(), copy);
        pieces.cutTo(0);
        pieces.add('x');

        assertArrayEquals("abc".getBytes(StandardCharsets.US_ASCII), copy);
    }

    @Test
    void whatIsSaidIsTheLibrarysJsonAndTheClassicLine() {
        Random dice = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            Event.Said said = new Event.Said(
                    number(dice),
                    number(dice),
                    text(dice, 8),
                    number(dice),
                    text(dice, 40),
                    text(dice, 200),
                    dice.nextBoolean() ? null : "0badcafe");
            Pieces json = new Pieces();
            Json.add(said, json);
            assertEquals(new String(Json.bytes(said), StandardCharsets.UTF_8), text(json));
            Pieces line = new Pieces();
            ClassicText.add(said, "", line);
            assertEquals(ClassicText.line(said, "") + "\n", text(line));
            if (!said.by().isEmpty()) { // Whose session has no name would be told of himself.
                assertSameFromItsLine(said, json, line);
            }
        }
    }

    private static void assertSameFromItsLine(Event.Said said, Pieces json, Pieces line) {
        json.cutTo(json.size() - 1);
        assertTrue(json.add(",\"sum\":\"0badcafe\"}"));
        json.add('\n');
        Pieces again = new Pieces();
        ClassicText.add(said, json.copy(), again);
        assertEquals(text(line), text(again));
    }

    @Test
    void itIsTakenFromItsLineOnlyWhereItStandsThereAsItIs() {
        int taken = 0;
        for (String name : List.of("Ann", "A:\"nn", "\u00C4nn", ":", "")) {
            for (String text : List.of(
                    "hello",
                    "",
                    ":\"",
                    "a\":\"b",
                    "what?",
                    "\\",
                    "gr\u00FC\u00DFe",
                    "x\u007F",
                    "\",\"text\":\"",
                    "\u0001")) {
                Event.Said said = new Event.Said(1, 2, "s1", 0, name, text, null);
                Pieces json = new Pieces();
                Json.add(said, json);
                Pieces line = new Pieces();
                ClassicText.add(said, "", line);
                assertSameFromItsLine(said, json, line);
                taken += SaidJson.addClassic(said, json.copy(), new Pieces()) ? 1 : 0;
            }
        }
        assertEquals(6, taken, "three names as they are, and two texts");
    }

    @Test
    void whatIsReadFromALineIsWhatTheLibraryReads() {
        Random dice = new Random(9);
        int quick = 0;
        for (int i = 0; i < 20_000; i++) {
            Event.Said said = new Event.Said(
                    number(dice), number(dice), text(dice, 8), number(dice), text(dice, 40), text(dice, 200), null);
            Pieces pieces = new Pieces();
            Json.add(said, pieces);
            pieces.cutTo(pieces.size() - 1);
            String mark = dice.nextBoolean() ? ",\"_at\":" + number(dice) : "";
            assertTrue(pieces.add(mark + ",\"sum\":\"0badcafe\"}"));
            if (dice.nextBoolean()) {
                pieces.add('\n');
            }
            byte[] line = pieces.bytes();
            Message library = library(line);
            assertEquals(library, Json.message(line));
            Event.Said read = SaidJson.read(line);
            assertTrue(read == null || read.equals(library));
            quick += read == null ? 0 : 1;

            int at = dice.nextInt(line.length);
            line[at] = dice.nextBoolean()
                    ? (byte) (line[at] ^ (1 << dice.nextInt(8)))
                    : LIKELY[dice.nextInt(LIKELY.length)];
            Event.Said changed = SaidJson.read(line);
            assertTrue(changed == null || changed.equals(library(line)), () -> text(line));
            Event.Said cut = SaidJson.read(Arrays.copyOf(line, at));
            assertTrue(cut == null || cut.equals(library(Arrays.copyOf(line, at))), () -> text(line));
        }
        assertTrue(quick > 200, "the quick way is gone at all");
    }

    private static @Nullable Message library(byte[] line) {
        // A space in front is nothing to the library, and too much for the quick way.
        byte[] spaced = new byte[line.length + 1];
        spaced[0] = ' ';
        System.arraycopy(line, 0, spaced, 1, line.length);
        return Json.message(spaced);
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    @Test
    void halfAPairIsShownAsInTheClassicLine() {
        Event.Said said = new Event.Said(1, 2, "s1", 0, "Ann", "what\uD83D?", null);
        Pieces line = new Pieces();
        ClassicText.add(said, "", line);

        assertEquals("Ann:what\uFFFD?\n", text(line));
    }

    private static long number(Random dice) {
        return dice.nextLong() >>> (1 + dice.nextInt(63));
    }

    private static String text(Random dice, int most) {
        boolean plain = dice.nextInt(3) > 0;
        StringBuilder text = new StringBuilder();
        for (int left = dice.nextInt(most); left > 0; left--) {
            int strange = dice.nextInt(8);
            if (plain || strange > 1) {
                text.append((char) (' ' + dice.nextInt(95)));
            } else if (strange == 1) {
                text.append((char) dice.nextInt(0xD800));
            } else {
                text.appendCodePoint(0x10000 + dice.nextInt(0x10000));
            }
        }
        return text.toString();
    }

    private static String text(Pieces pieces) {
        return new String(pieces.bytes(), StandardCharsets.UTF_8);
    }
}
