package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hi", " /who", "a/b", "\uFF0Fwho", "hi  there "})
    void aLineWithoutASlashInFrontIsSaid(String line) {
        assertEquals(new Command.Say(line), Command.parse(line));
    }

    @Test
    void twoSlashesSayOne() {
        assertEquals(new Command.Say("/who"), Command.parse("//who"));
        assertEquals(new Command.Say("/"), Command.parse("//"));
        assertEquals(new Command.Say("//"), Command.parse("///"));
    }

    @Test
    void eachCommandIsKnown() {
        assertEquals(new Command.Act("waves  twice"), Command.parse("/me  waves  twice "));
        assertEquals(new Command.ReplyTo("yes"), Command.parse("/reply yes"));
        assertEquals(new Command.ReplyTo("yes"), Command.parse("/r yes"));
        assertEquals(new Command.Nick("Pavan Kumar"), Command.parse("/nick Pavan Kumar"));
        assertEquals(new Command.Release(""), Command.parse("/release "));
        assertEquals(new Command.Release("Pavan Kumar"), Command.parse("/release Pavan Kumar"));
        assertEquals(new Command.Who(), Command.parse("/who"));
        assertEquals(new Command.Help(), Command.parse("/help me please"));
        assertEquals(new Command.Quit(), Command.parse("/quit "));
    }

    @Test
    void letterCaseOfACommandDoesNotCount() {
        assertEquals(new Command.Who(), Command.parse("/WHO"));
        assertEquals(new Command.Act("Waves"), Command.parse("/Me Waves"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/me\twaves", "/me \t waves", "/me\u2003waves"})
    void anySpaceEndsACommand(String line) {
        assertEquals(new Command.Act("waves"), Command.parse(line));
    }

    @Test
    void anUnquotedNameIsLeftToTheRoom() {
        assertEquals(new Command.Whisper(null, "Ann hi you"), Command.parse("/msg Ann hi you"));
        assertEquals(new Command.Whisper(null, "Ann"), Command.parse("/msg Ann"));
    }

    @Test
    void aQuotedNameIsTakenAsItIs() {
        assertEquals(new Command.Whisper("A B", "x \"y\""), Command.parse("/msg \"A B\" x \"y\""));
        assertEquals(new Command.Whisper("A B", "x"), Command.parse("/msg \" A B \"x"));
    }

    @Test
    void aQuoteThatIsNotClosedIsPartOfTheName() {
        assertEquals(new Command.Whisper(null, "\"A B x"), Command.parse("/msg \"A B x"));
    }

    @ParameterizedTest
    @CsvSource({
        "/me, /me waves",
        "/msg, /msg Ann hello",
        "'/msg \"A B\"', /msg Ann hello",
        "'/msg \"\" x', /msg Ann hello",
        "/reply, /reply yes",
        "/r, /reply yes",
        "/nick, /nick Anna"
    })
    void aCommandThatLacksSomethingIsAnsweredWithAnExample(String line, String example) {
        Command.Misused misused = assertInstanceOf(Command.Misused.class, Command.parse(line));

        assertTrue(misused.sentence().contains(example), misused.sentence());
    }

    @ParameterizedTest
    @CsvSource({
        "/whoo, /who",
        "/wo, /who",
        "/hwo, /who",
        "/HELPP, /help",
        "/qiut, /quit",
        "/rply hi, /reply",
        "/mgs Ann hi, /msg",
        "/nikc, /nick"
    })
    void anUnknownCommandNamesTheNearest(String line, String nearest) {
        Command.Unknown unknown = assertInstanceOf(Command.Unknown.class, Command.parse(line));

        assertTrue(unknown.sentence().contains("did you mean " + nearest + "?"), unknown.sentence());
        assertTrue(unknown.sentence().contains("/help"), unknown.sentence());
        assertTrue(unknown.sentence().contains("//"), unknown.sentence());
    }

    @Test
    void whatIsNearToNothingNamesNothing() {
        Command.Unknown unknown = assertInstanceOf(Command.Unknown.class, Command.parse("/etc/passwd is a file"));

        assertEquals("etc/passwd", unknown.word());
        assertEquals(
                "There is no command /etc/passwd; /help lists them. To say a line that begins with a slash, begin it"
                        + " with two: //etc/passwd",
                unknown.sentence());
    }

    @Test
    void aSlashAloneIsNoCommand() {
        assertInstanceOf(Command.Unknown.class, Command.parse("/"));
        assertInstanceOf(Command.Unknown.class, Command.parse("/ who"));
    }

    @Test
    void aHugeWordMakesAShortSentence() {
        String word = "\uD83D\uDE00".repeat(8000);

        Command.Unknown unknown = assertInstanceOf(Command.Unknown.class, Command.parse("/" + word));

        assertTrue(unknown.sentence().length() < 300);
        assertEquals(unknown.sentence(), CleanText.line(unknown.sentence()));
    }

    @Test
    void furtherWordsBelongToTheCaller() {
        List<String> words = List.of("stop", "lights");

        assertEquals(new Command.Other("stop", ""), Command.parse("/Stop", words));
        assertEquals(new Command.Other("lights", "Ann  now"), Command.parse("/lights  Ann  now ", words));
        assertTrue(assertInstanceOf(Command.Unknown.class, Command.parse("/stpo", words))
                .sentence()
                .contains("did you mean /stop?"));
        assertInstanceOf(Command.Unknown.class, Command.parse("/stop"));
    }

    @Test
    void whatTheHostCanRuleIsKnownAndLeftToTheRoom() {
        assertEquals(
                new Command.Ruling(Rule.BAN, "\"Ann Lee\" 2h  flooding"),
                Command.parse("/ban  \"Ann Lee\" 2h  flooding "));
        for (Rule rule : Rule.values()) {
            assertEquals(new Command.Ruling(rule, "Ann"), Command.parse("/" + rule.name() + " Ann"));
            assertTrue(rule == Rule.MOTD || Command.parse("/" + rule.word()) instanceof Command.Misused, rule.word());
            String help = String.join("\n", Command.hostHelp());
            assertTrue(help.contains("/" + rule.word() + " "), help);
        }
        assertEquals(new Command.View("motd"), Command.parse("/motd"));
        assertEquals(new Command.View("bans"), Command.parse("/bans"));
        assertEquals(new Command.View("stats"), Command.parse("/Stats"));
        assertEquals(new Command.Help(true), Command.parse("/help host"));
    }

    @Test
    void helpTellsOfEveryCommand() {
        String help = String.join("\n", Command.help());

        for (String word : List.of("/me ", "/msg ", "/reply ", "/nick ", "/who ", "/help ", "/quit ", "//")) {
            assertTrue(help.contains(word), word);
        }
    }

    @Test
    void historyTakesANumberOrNone() {
        assertEquals(new Command.History(20), Command.parse("/history"));
        assertEquals(new Command.History(200), Command.parse("/history 200"));
        for (String wrong : new String[] {"/history 201", "/history 0", "/history -1", "/history all"}) {
            assertTrue(Command.parse(wrong) instanceof Command.Misused, wrong);
        }
    }

    @Test
    void searchTakesWords() {
        assertEquals(new Command.Search("pizza friday"), Command.parse("/search  pizza friday "));
        assertTrue(Command.parse("/search ") instanceof Command.Misused);
    }
}
