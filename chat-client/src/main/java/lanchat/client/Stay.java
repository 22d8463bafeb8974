package lanchat.client;

import lanchat.client.link.ServerLink;
import lanchat.client.link.Session;
import lanchat.client.link.SessionMemory;
import lanchat.common.Message;
import lanchat.common.Reply;
import lanchat.common.Request;
import org.jspecify.annotations.Nullable;

/**
 * What the keyboard's and the socket's thread must both know of this client's stay in the room. Guarded by itself; any
 * thread may call anything.
 */
final class Stay {
    /** A request to come in, and the connection it is to go over. */
    record Asking(ServerLink link, Request.Join join) {}

    private final SessionMemory memory;
    private final boolean anew;

    private @Nullable ServerLink link;
    private boolean wasReached;

    private boolean wasConnected;
    /** Whether the name has been asked for over this link. */
    private boolean asked;

    /** What to say where a password is asked for; null until it is known, or when it was a wrong one. */
    private @Nullable String password;

    private @Nullable Message joinAnswer;
    private @Nullable String nameAskedFor;
    private @Nullable Session session;
    private boolean inRoom;
    private boolean wasInRoom;
    private @Nullable String publicId;
    private @Nullable String lastWhisperer;
    private boolean hurry;
    private boolean somethingRefused;
    private boolean inputEnded;
    private boolean leaving;
    private boolean over;

    /**
     * Before anything.
     *
     * @param anew whether not to go on with a session that was remembered
     */
    Stay(SessionMemory memory, boolean anew) {
        this.memory = memory;
        this.anew = anew;
    }

    /** The connection stands. */
    synchronized void connected(ServerLink connected) {
        link = connected;
        wasConnected = true;
        asked = false;
        notifyAll();
    }

    /** The connection has ended. */
    synchronized void disconnected() {
        link = null;
        inRoom = false;
    }

    /** Whether there ever was a connection. */
    synchronized boolean wasConnected() {
        return wasConnected;
    }

    /** Somebody listens at the server's address. */
    synchronized void reached() {
        wasReached = true;
        notifyAll();
    }

    /** Waits until somebody listens at the server's address; false when it is known that nobody does. */
    synchronized boolean awaitReached() throws InterruptedException {
        while (!wasReached && !over) {
            wait();
        }
        return !over;
    }

    /** Waits for the first connection; false when there will be none. */
    synchronized boolean awaitConnected() throws InterruptedException {
        while (!wasConnected && !over) {
            wait();
        }
        return !over;
    }

    /** The connection, where it stands. */
    synchronized @Nullable ServerLink link() {
        return link;
    }

    /** The connection, where it stands and leads into the room. */
    synchronized @Nullable ServerLink linkToRoom() {
        return inRoom ? link : null;
    }

    /** This is the name to come in, or to come back, under. */
    synchronized void asksFor(String name) {
        if (session != null && !wasInRoom && !name.equals(nameAskedFor)) {
            session.close(); // It was never used; others may go on with what was remembered for that name.
            session = null;
        }
        nameAskedFor = name;
        asked = false;
    }

    /** Whether the room asks for a password, and this client has not been in it yet. */
    synchronized boolean asksPassword() {
        return link != null && link.asksPassword() && password == null && !wasInRoom;
    }

    /** Whether what goes over the connection can be read on the way. */
    synchronized boolean isBare() {
        return link != null && link.key() == null;
    }

    /** What to say where a password is asked for; null when it was a wrong one. */
    synchronized void password(@Nullable String typed) {
        password = typed;
        asked = false;
    }

    /** The name last asked for. */
    synchronized String nameAskedFor() {
        return nameAskedFor == null ? "" : nameAskedFor;
    }

    /**
     * The request to come in that is to be sent now, if there is one: once for each connection and name, by whichever
     * thread finds that both are there.
     */
    synchronized @Nullable Asking joinToSend() {
        if (link == null || nameAskedFor == null || asked || asksPassword()) {
            return null;
        }
        asked = true;
        Session here = session;
        if (here == null || !here.room().equals(link.room())) {
            if (here != null) {
                here.close();
            }
            here = memory.open(link.room(), nameAskedFor, anew && !wasInRoom);
            session = here;
        }
        return new Asking(link, here.join(nameAskedFor, link.asksPassword() ? password : null));
    }

    /**
     * The session belongs to another key than is shown: the request to come in with a new one; null where that is new
     * already, and would be of no use.
     */
    synchronized @Nullable Asking joinAnew() {
        Session here = session;
        if (link == null || nameAskedFor == null || here == null || here.isNew()) {
            return null;
        }
        here.close();
        here = memory.open(link.room(), nameAskedFor, true);
        session = here;
        return new Asking(link, here.join(nameAskedFor));
    }

    /** The session in the room that is being joined or was; null before the first name. */
    synchronized @Nullable Session session() {
        return session;
    }

    /** The server has let this client in. */
    synchronized void welcomed(Reply.Welcome welcome) {
        publicId = welcome.session();
        nameAskedFor = welcome.name();
        inRoom = true;
        wasInRoom = true;
        joinAnswer = welcome;
        notifyAll();
    }

    /** The server has refused the name. */
    synchronized void notWelcomed(Reply.Refused refused) {
        joinAnswer = refused;
        notifyAll();
    }

    /** Whether this client is in the room now. */
    synchronized boolean inRoom() {
        return inRoom;
    }

    /** Whether this client has ever been in the room. */
    synchronized boolean wasInRoom() {
        return wasInRoom;
    }

    /** The member has another name now. */
    synchronized void renamed(String name) {
        nameAskedFor = name;
        if (session != null) {
            session.renamed(memory, name);
        }
    }

    /** Waits for what becomes of the name asked for: a welcome or a refusal; null when there will be no answer. */
    synchronized @Nullable Message awaitJoinAnswer() throws InterruptedException {
        while (joinAnswer == null && !over) {
            wait();
        }
        Message answer = joinAnswer;
        joinAnswer = null;
        return answer;
    }

    /** The public id of this client's session; null until it is in the room. */
    synchronized @Nullable String publicId() {
        return publicId;
    }

    /** A session has whispered to this one. */
    synchronized void whisperedBy(String whisperer) {
        lastWhisperer = whisperer;
    }

    /** Whom {@code /reply} means: the session that whispered last; null before that. */
    synchronized @Nullable String lastWhisperer() {
        return lastWhisperer;
    }

    /** A line of a pipe was refused, so that not everything of it is in the room. */
    synchronized void refusedSomething() {
        somethingRefused = true;
    }

    /** Whether a line of a pipe was refused. */
    synchronized boolean somethingRefused() {
        return somethingRefused;
    }

    /** Nothing more will be typed. */
    synchronized void inputEnded() {
        inputEnded = true;
    }

    /** Whether nothing is left to say that could be refused or lost. */
    synchronized boolean allSaid() {
        return inputEnded && !somethingRefused;
    }

    /** Waits before another try to connect; ends sooner for {@link #hurries}, and at the end. */
    synchronized void awaitRetry(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (left > 0 && !hurry && !over && !leaving) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        hurry = false;
    }

    /** The next try is to be made now. */
    synchronized void hurries() {
        hurry = true;
        notifyAll();
    }

    /** From now on the end of the connection is what this client wants. */
    synchronized void leaves() {
        leaving = true;
        notifyAll();
    }

    /** Whether this client wants to go. */
    synchronized boolean leaving() {
        return leaving;
    }

    /** The client ends: nobody waits here any more, and another one may go on with the session. */
    synchronized void end() {
        over = true;
        if (session != null) {
            session.close();
        }
        notifyAll();
    }

    /** Whether the client ends. */
    synchronized boolean isOver() {
        return over;
    }
}
