package lanchat.server.door;

import java.nio.charset.StandardCharsets;
import java.util.List;
import lanchat.common.ClassicText;
import lanchat.common.Person;
import lanchat.common.Pieces;
import lanchat.common.Wire;

/**
 * What a newcomer at the plain door sees first: who is here, and the greeting.
 *
 * <p>Of thousands who come in at once each is shown the same few people, so their lines are kept until there are others. Any
 * thread may use it.
 */
final class Greeting {
    private static final byte[] WELCOME = Wire.WELCOME.concat("\n").getBytes(StandardCharsets.US_ASCII);

    private volatile Shown last = new Shown(List.of(), new byte[0]);

    private record Shown(List<Person> people, byte[] lines) {}

    /**
     * Adds it.
     *
     * @param present who is shown
     * @param others how many more there are
     */
    void addTo(Pieces pieces, List<Person> present, int others) {
        Shown shown = last;
        if (shown.people() != present) {
            shown = new Shown(present, lines(present));
            last = shown;
        }
        pieces.add(shown.lines());
        if (others > 0) {
            pieces.add(ClassicText.others(others).concat("\n").getBytes(StandardCharsets.UTF_8));
        }
        pieces.add(WELCOME);
    }

    private static byte[] lines(List<Person> present) {
        StringBuilder lines = new StringBuilder();
        for (Person person : present) {
            lines.append(ClassicText.present(person)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
