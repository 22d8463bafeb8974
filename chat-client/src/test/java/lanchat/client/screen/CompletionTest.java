package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanchat.common.Command;
import org.junit.jupiter.api.Test;

final class CompletionTest {
    private static final List<String> NAMES = List.of("Anton Berg", "Ann", "Pavan Kumar");

    private final TerminalCommands commands = new TerminalCommands(new StatusLine(false));
    private final Completion completion = new Completion(commands.completions(), true);

    private List<String> of(String before) {
        return completion.of(before, NAMES);
    }

    @Test
    void namesComeInTheirOrderWithAColonAtTheStartOfALine() {
        assertEquals(List.of("Anton Berg: ", "Ann: "), of("an"));
        assertEquals(List.of("hi Anton Berg ", "hi Ann "), of("hi an"));
    }

    @Test
    void aNameOfTwoWordsIsFoundFromItsSecondWordOn() {
        assertEquals(List.of("ask Pavan Kumar "), of("ask pavan k"));
    }

    @Test
    void aNameBehindAnAtSignKeepsIt() {
        assertEquals(List.of("and @Pavan Kumar "), of("and @pa"));
    }

    @Test
    void whomToWhisperToIsQuotedWhereTheNameHasSpaces() {
        assertEquals(List.of("/msg \"Anton Berg\" ", "/msg Ann "), of("/msg an"));
        assertEquals(List.of("/msg \"Ann\" "), of("/msg \"ann"));
        assertEquals(List.of("/msg Ann tell Pavan Kumar "), of("/msg Ann tell pa"));
    }

    @Test
    void commandsAndTheirWordsAreCompleted() {
        assertEquals(List.of("/who "), of("/w"));
        assertEquals(List.of("/bell mentions"), of("/bell m"));
        assertEquals(List.of("/me hugs Ann "), of("/me hugs ann"));
    }

    @Test
    void withoutCommandsASlashIsText() {
        assertEquals(List.of(), new Completion(commands.completions(), false).of("/w", NAMES));
    }

    @Test
    void everyCommandOfTheHelpIsKnown() {
        List<String> help = new java.util.ArrayList<>(Command.help());
        help.addAll(commands.help());
        for (String line : help) {
            String word = line.substring(0, line.indexOf(' '));
            if (!word.startsWith("//")) {
                assertTrue(of(word).contains(word + " "), word);
            }
        }
    }
}
