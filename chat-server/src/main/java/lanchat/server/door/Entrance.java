package lanchat.server.door;

import lanchat.common.Refusal;
import lanchat.common.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a connection says the room's password, if there is one. For one connection, used by its reader.
 */
final class Entrance {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

    /** When so many of late were wrong, from one address, the host is told. */
    private static final int TOLD_AT = 10;

    private final Connection connection;
    private final @Nullable RoomPassword password;
    private boolean open;
    private int wrong;

    Entrance(Connection connection, Doors doors) {
        this.connection = connection;
        this.password = doors.password();
        this.open = password == null;
    }

    /** Whether a password is still to be said. */
    boolean asks() {
        return !open;
    }

    /** Whether there were so many wrong ones that the connection is to end. */
    boolean isOver() {
        return wrong >= RoomPassword.MOST_WRONG;
    }

    /**
     * Takes a password; waits first where others, or this one, have guessed from this address.
     *
     * @param typed null for none
     * @throws RefusedException when it is not the right one
     */
    void say(@Nullable String typed) throws RefusedException, InterruptedException {
        RoomPassword asked = password;
        if (open || asked == null) {
            return;
        }
        if (typed == null) {
            wrong++;
            throw new Refusal("password_required", "This room asks for a password, and none was said. Ask the host.")
                    .asException();
        }
        String address = connection.address();
        long delay = asked.delay(address, System.nanoTime());
        if (delay > 0) {
            var unused = connection.awaitOver(delay);
        }
        if (asked.isRight(typed)) {
            open = true;
            return;
        }
        wrong++;
        if (asked.wrong(address, System.nanoTime()) == TOLD_AT) {
            LOG.warn(
                    "From {} come wrong passwords, {} by now. They are slowed down; /ban address keeps them out.",
                    address,
                    TOLD_AT);
        }
        throw new Refusal("wrong_password", "That is not the room's password. Ask the host for it.").asException();
    }
}
