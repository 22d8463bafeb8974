package lanchat.client;

import java.io.IOException;
import lanchat.client.Stay.Asking;
import lanchat.client.link.Outbox;
import lanchat.client.link.Outbox.Waiting;
import lanchat.client.link.Position;
import lanchat.client.link.Proof;
import lanchat.client.link.ServerLink;
import lanchat.client.link.Session;
import lanchat.client.screen.Screen;
import lanchat.client.screen.ScreenClosedException;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import lanchat.common.Message;
import lanchat.common.Person;
import lanchat.common.Reply;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/**
 * What the socket's thread does with the server's messages over one connection: shows them, each event once, and ends
 * the lines that waited for them.
 */
final class Hearing {
    /** How the room says that a session was begun with another key, and can't be gone on with. */
    private static final String OTHER_KEY = "other_key";

    private final Screen screen;
    private final Stay stay;
    private final Outbox outbox;
    private final ServerLink link;
    private final Ignored ignored;
    private final Tending tending;

    /** So many of the next events were asked for with {@code /history} or {@code /search}. */
    private int fromBefore;
    /** Of this session the room has everything up to this id. */
    private long heard;
    /** While what was missed since an earlier run is being shown. */
    private boolean wasAway;

    private int missed;
    private boolean replaced;
    private @Nullable String shownOut;
    private @Nullable String refusal;

    Hearing(Screen screen, Stay stay, Outbox outbox, ServerLink link, Ignored ignored, Tending tending) {
        this.tending = tending;
        this.ignored = ignored;
        this.screen = screen;
        this.stay = stay;
        this.outbox = outbox;
        this.link = link;
    }

    /** Whether another connection has taken over this client's session. */
    boolean replaced() {
        return replaced;
    }

    /** Why this member is not to come back; null if it is not so. */
    @Nullable
    String shownOut() {
        return shownOut;
    }

    /** Why the room would not have this client back; null if it was not so. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Takes the next message, in the order in which they came. */
    void take(Message message) throws ScreenClosedException {
        if (!(message instanceof Event) && !(message instanceof Reply.Refused)) {
            screen.passOn(message, 0);
        }
        if (message instanceof Event event && fromBefore > 0) {
            fromBefore--;
            again(event);
        } else if (message instanceof Event event) {
            event(event);
        } else if (message instanceof Reply.Welcome welcome) {
            welcome(welcome);
        } else if (message instanceof Reply.Now now) {
            caughtUp(now);
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
        } else if (message instanceof Reply.Replaced) {
            replaced = true;
        } else if (message instanceof Reply.Seen seen) {
            if (tending.takes(seen)) {
                screen.show(ClassicText.seen(seen));
            }
        } else if (message instanceof Reply.Pong pong) {
            tending.counted(pong.members());
        }
        // The others answer what this client does not ask, or are signs of life.
    }

    /** An event that was asked for again, and is no news. */
    private void again(Event event) throws ScreenClosedException {
        String self = stay.publicId();
        screen.passOn(event, event.by().equals(self) ? 0 : event.id());
        if (self != null && !ignored.hides(event)) {
            screen.showAgain(event, self);
        }
    }

    private void welcome(Reply.Welcome welcome) throws ScreenClosedException {
        boolean first = !stay.wasInRoom();
        Session session = stay.session();
        Position seen = session == null ? Position.NONE : session.seen();
        boolean goesOn = welcome.resumed() && !welcome.diverged();
        if (first) {
            comesIn(welcome);
        } else if (!welcome.name().equals(stay.nameAskedFor())) {
            screen.iAm(welcome.name());
        }
        heard = welcome.heard();
        if (goesOn) {
            wasAway = first && seen.seq() > 0;
            if (seen.seq() > 0 && welcome.from() > seen.seq() + 1) {
                screen.show(ClassicText.notice("Some of what you missed is no longer kept by the server."));
            }
        } else if (seen.seq() > 0 || !first) {
            beginsAnew(welcome, session, first);
        }
        if (session != null && welcome.from() > seen.seq() + 1) {
            session.proof().forget(); // What is between was not read here.
        }
        tending.welcomed(welcome, link);
        outbox.attach(link, heard); // First, for who knows of the welcome may say something at once.
        stay.welcomed(welcome);
    }

    private void comesIn(Reply.Welcome welcome) throws ScreenClosedException {
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
    }

    /** The room does not go on where this client had got to. */
    private void beginsAnew(Reply.Welcome welcome, @Nullable Session session, boolean first)
            throws ScreenClosedException {
        if (session != null && welcome.diverged()) {
            session.startsAnew();
        }
        screen.show(ClassicText.notice(
                welcome.diverged()
                        ? "What is kept of this room is not what you saw last: it was restored, repaired or begun anew."
                                + " Lines you have read may be missing now, or come again."
                        : first
                                ? "The room has forgotten your earlier stay; what follows is all it can show you."
                                : "This is a new room, or one that has forgotten you: you have come in anew."));
        int again = outbox.renumber(welcome.heard());
        if (again > 0) {
            screen.remark(ClassicText.notice((again == 1 ? "1 line" : again + " lines")
                    + " of yours may have been said already, and will be said now; they may appear twice."));
        }
    }

    /** What was missed is over. */
    private void caughtUp(Reply.Now now) throws ScreenClosedException {
        endOfMissed();
        count(now);
        for (Waiting line : outbox.waiting()) {
            if (line.id() <= heard) {
                // The room has decided it, and there was no event: it was refused, and the reason was lost on the way.
                String sentence = "The room refused this while the connection was broken.";
                screen.passOn(new Reply.Refused(line.id(), "refused_meanwhile", sentence), programsId(line.id()));
                notSaid(line, sentence);
                outbox.end(line.id());
            }
        }
        heard = 0;
        tending.caughtUp(now);
        screen.caughtUp();
    }

    /** Begins to count what is said, or compares what has been counted with what the server says. */
    private void count(Reply.Now now) {
        Session session = stay.session();
        String digest = now.chain();
        if (session == null || digest == null) {
            return;
        }
        Proof proof = session.proof();
        if (!proof.begun()) {
            proof.begin(now.seq(), digest);
            return;
        }
        proof.reached(now.seq());
        Proof.Words mine = proof.at(now.seq());
        if (mine != null && !mine.digest().equals(digest)) {
            screen.remark(ClassicText.refused("What the server says was said up to event " + now.seq()
                    + " is not what this client has read. Compare with the others: /verify " + now.seq()));
        }
    }

    private void endOfMissed() throws ScreenClosedException {
        if (wasAway && missed > 0) {
            screen.show(ClassicText.notice("You missed " + (missed == 1 ? "1 line" : missed + " lines") + ". Now:"));
        }
        wasAway = false;
    }

    private void refused(Reply.Refused refused) throws ScreenClosedException {
        screen.passOn(refused, programsId(refused.id()));
        if (refused.id() == 0 && isFinal(refused.code())) {
            shownOut = refused.sentence();
            return;
        }
        if (!stay.inRoom() && refused.id() == 0) {
            Asking anew = refused.code().equals(OTHER_KEY) ? stay.joinAnew() : null;
            if (anew != null) {
                screen.remark(
                        ClassicText.notice("Your earlier stay here was under another key than you have now, so you"
                                + " come in as a newcomer."));
                comesInAnew(anew);
                return;
            }
            if (stay.wasInRoom()) {
                refusal = refused.sentence();
            } else {
                stay.notWelcomed(refused);
            }
            return;
        }
        @Nullable Waiting line = outbox.waitingFor(refused.id());
        if (line == null) {
            screen.remark(ClassicText.refused(refused.sentence()));
        } else {
            notSaid(line, refused.sentence());
        }
        outbox.end(refused.id());
    }

    /** What the program that speaks through this client calls a request of its own; 0 where it gave no number. */
    private long programsId(long id) {
        Waiting line = outbox.waitingFor(id);
        return line != null && line.maker() instanceof ProgramRequest own ? own.id() : 0;
    }

    /** Whether only a person can do something about it: to try again by itself would be of no use, or against the host. */
    private boolean isFinal(String code) {
        return switch (code) {
            case "shown_out", "banned" -> true;
            case "wrong_password", "password_required" -> stay.wasInRoom();
            default -> false;
        };
    }

    private static void comesInAnew(Asking anew) {
        try {
            anew.link().send(anew.join());
        } catch (IOException broken) {
            anew.link().close(); // The next connection asks with the new session.
        }
    }

    private void notSaid(Waiting line, String sentence) {
        screen.remark(ClassicText.refused(sentence));
        if (!screen.keepsTypedLines()) {
            screen.remark(ExitReport.notSaid(line.typed()));
        }
        if (!screen.interactive()) {
            stay.refusedSomething();
        }
    }

    private void event(Event event) throws ScreenClosedException {
        String self = stay.publicId();
        Session session = stay.session();
        if (self == null || session == null || !stay.inRoom()) {
            return; // Nothing of the room is for us before we are in it.
        }
        if (event.seq() <= session.seen().seq()) {
            return; // Shown already; no server should send it again.
        }
        boolean own = event.by().equals(self);
        if (own && event instanceof Event.Left && stay.leaving()) {
            return; // Who leaves knows it.
        }
        if (event.sum() != null) {
            session.proof().saw(event, link.lastLine()); // Before it is shown: whoever reads it may ask for it at once.
        }
        if (own || !ignored.hides(event)) {
            if (!own
                    && event instanceof Event.Whispered whispered
                    && whispered.to().equals(self)) {
                stay.whisperedBy(whispered.by()); // Before it is shown: whoever reads it may answer at once.
            }
            show(event, self, own);
        }
        if (event.sum() != null) {
            session.saw(event.seq(), event.sum());
        }
        tending.took(event, own);
        if (own) {
            if (event instanceof Event.Renamed renamed) {
                stay.renamed(renamed.newName());
            }
            outbox.end(event.id()); // Only now: who waits for it may end the process at once.
        }
    }

    private void show(Event event, String self, boolean own) throws ScreenClosedException {
        screen.passOn(event, own ? programsId(event.id()) : event.id());
        if (wasAway) {
            if (event instanceof Event.Joined && own) {
                endOfMissed();
            } else if (event instanceof Event.Joined || event instanceof Event.Left) {
                return; // Who came and went meanwhile is no news; who is here has been told.
            } else {
                if (missed == 0) {
                    screen.show(ClassicText.notice("While you were away:"));
                }
                missed++;
            }
        }
        screen.show(event, self);
    }
}
