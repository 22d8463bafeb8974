package lanchat.client;

import lanchat.client.link.Outbox;
import lanchat.client.screen.Screen;
import lanchat.client.screen.ScreenClosedException;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import lanchat.common.Message;
import lanchat.common.Person;
import lanchat.common.Reply;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/** What the socket's thread does with the server's messages: shows them, and ends the lines that waited for them. */
final class Hearing {
    private final Screen screen;
    private final Stay stay;
    private final Outbox outbox;
    /** So many of the next events were asked for with {@code /history} or {@code /search}. */
    private int fromBefore;

    Hearing(Screen screen, Stay stay, Outbox outbox) {
        this.screen = screen;
        this.stay = stay;
        this.outbox = outbox;
    }

    /** Takes the next message, in the order in which they came. */
    void take(Message message) throws ScreenClosedException {
        if (message instanceof Event event && fromBefore > 0) {
            fromBefore--;
            again(event);
        } else if (message instanceof Event event) {
            event(event);
        } else if (message instanceof Reply.Welcome welcome) {
            welcome(welcome);
        } else if (message instanceof Reply.Refused refused) {
            refused(refused);
        } else if (message instanceof Reply.People people) {
            for (String line : ClassicText.people(people.people(), people.others())) {
                screen.show(line);
            }
        } else if (message instanceof Reply.Notice notice) {
            screen.show(ClassicText.notice(notice.text()));
        } else if (message instanceof Reply.History found) {
            screen.show(ClassicText.past(found));
            fromBefore = found.count();
        }
        // The others answer what this client does not ask, or mark places it does not need.
    }

    /** An event that was asked for again, and is no news. */
    private void again(Event event) throws ScreenClosedException {
        String self = stay.session();
        String line = self == null ? null : ClassicText.line(event, self);
        if (line != null) {
            screen.show(line);
        }
    }

    private void welcome(Reply.Welcome welcome) throws ScreenClosedException {
        screen.iAm(welcome.name());
        for (Person person : welcome.people()) {
            screen.show(person);
        }
        if (welcome.others() > 0) {
            screen.show(ClassicText.others(welcome.others()));
        }
        if (!welcome.name().equals(stay.nameAskedFor().strip())) {
            screen.remark(ClassicText.notice("Your name here is " + welcome.name() + "."));
        }
        screen.show(Wire.WELCOME);
        stay.welcomed(welcome);
    }

    private void refused(Reply.Refused refused) {
        if (stay.session() == null && refused.id() == 0) {
            stay.notWelcomed(refused);
            return;
        }
        Outbox.@Nullable Waiting line = outbox.waitingFor(refused.id());
        screen.remark(ClassicText.refused(refused.sentence()));
        if (line != null && !screen.keepsTypedLines()) {
            screen.remark(ExitReport.notSaid(line.typed()));
        }
        if (line != null && !screen.interactive()) {
            stay.refusedSomething();
        }
        outbox.end(refused.id());
    }

    private void event(Event event) throws ScreenClosedException {
        String self = stay.session();
        if (self == null) {
            return; // Nothing of the room is for us before we are in it.
        }
        boolean own = event.by().equals(self);
        if (own && event instanceof Event.Left && stay.leaving()) {
            return; // Who leaves knows it.
        }
        if (!own && event instanceof Event.Whispered whispered && whispered.to().equals(self)) {
            stay.whisperedBy(whispered.by()); // Before it is shown: whoever reads it may answer at once.
        }
        screen.show(event, self);
        if (own) {
            outbox.end(event.id()); // Only now: who waits for it may end the process at once.
        }
    }
}
