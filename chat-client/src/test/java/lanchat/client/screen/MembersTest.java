package lanchat.client.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lanchat.common.Event;
import org.junit.jupiter.api.Test;

final class MembersTest {
    private final Members members = new Members();

    private void said(String name) {
        members.take(new Event.Said(1, 0, name, 1, name, "hi", null), false);
    }

    private void arrive() {
        members.take(new Event.Joined(1, 0, "me", 1, "Me", "10.0.0.1", null), true);
    }

    @Test
    void whoSpokeLastComesFirst() {
        members.iAm("Me");
        members.present("Ann");
        members.present("Bob");
        arrive();
        said("Ann");

        assertEquals(List.of("Ann", "Bob"), members.lastSpeakersFirst());
    }

    @Test
    void whoSpokeOnlyBeforeWeCameMayHaveGone() {
        members.iAm("Me");
        members.present("Ann");
        said("Gone");
        arrive();
        said("Unlisted");

        assertEquals(List.of("Unlisted", "Ann"), members.lastSpeakersFirst());
    }

    @Test
    void leavingAndRenamingAreFollowed() {
        members.iAm("Me");
        arrive();
        said("Ann");
        said("Bob");
        members.take(new Event.Renamed(2, 0, "Bob", 1, "Bob", "Rob", "10.0.0.2", null), false);
        members.take(new Event.Left(3, 0, "Ann", 1, "Ann", "10.0.0.2", null), false);
        members.take(new Event.Renamed(4, 0, "me", 1, "Me", "Myself", "10.0.0.1", null), true);

        assertEquals(List.of("Rob"), members.lastSpeakersFirst());
        assertEquals("Myself", members.ownName());
    }

    @Test
    void aNameThatIsPutIntoTheTypedLineIsClean() {
        members.iAm("Me\u001B[2J");
        members.present("A\u202Enn");
        arrive();
        said("Bob\u0007");

        assertEquals(List.of("Bob", "Ann"), members.lastSpeakersFirst());
        assertEquals("Me[2J", members.ownName());
    }
}
