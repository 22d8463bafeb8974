package lanchat.client;

import lanchat.client.link.ServerLink;
import lanchat.common.Message;
import lanchat.common.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What the keyboard's and the socket's thread must both know of this client's stay in the room. Guarded by itself; any
 * thread may call anything.
 */
final class Stay {
    private @Nullable ServerLink link;
    private @Nullable Message joinAnswer;
    private String nameAskedFor = "";
    private @Nullable String session;
    private @Nullable String lastWhisperer;
    private boolean somethingRefused;
    private boolean inputEnded;
    private boolean leaving;
    private boolean over;

    /** The connection stands. */
    synchronized void connected(ServerLink connected) {
        link = connected;
        notifyAll();
    }

    /** Waits for the connection; null when there will be none. */
    synchronized @Nullable ServerLink awaitLink() throws InterruptedException {
        while (link == null && !over) {
            wait();
        }
        return over ? null : link;
    }

    /** The connection, where it stands. */
    synchronized @Nullable ServerLink link() {
        return link;
    }

    /** A name is about to be asked for. */
    synchronized void asksFor(String name) {
        nameAskedFor = name;
    }

    /** The name last asked for. */
    synchronized String nameAskedFor() {
        return nameAskedFor;
    }

    /** The server has let this client in. */
    synchronized void welcomed(Reply.Welcome welcome) {
        session = welcome.session();
        joinAnswer = welcome;
        notifyAll();
    }

    /** The server has refused the name. */
    synchronized void notWelcomed(Reply.Refused refused) {
        joinAnswer = refused;
        notifyAll();
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
    synchronized @Nullable String session() {
        return session;
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

    /** From now on the end of the connection is what this client wants. */
    synchronized void leaves() {
        leaving = true;
    }

    /** Whether this client wants to go. */
    synchronized boolean leaving() {
        return leaving;
    }

    /** The client ends: nobody waits here any more. */
    synchronized void end() {
        over = true;
        notifyAll();
    }
}
