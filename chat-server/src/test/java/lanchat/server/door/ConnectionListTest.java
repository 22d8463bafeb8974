package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import lanchat.common.Threads;
import lanchat.server.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of connections. */
class ConnectionListTest {
    private final ConnectionList list = new ConnectionList();
    private final List<Socket> sockets = new ArrayList<>();
    private LoopbackRoom room;

    @BeforeEach
    void open() throws Exception {
        room = new LoopbackRoom(Probe.NONE);
    }

    @AfterEach
    void close() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        room.close();
    }

    @Test
    void aSnapshotStaysAsItWasWhileTheListChanges() throws Exception {
        Connection ann = connection();
        Connection bo = connection();
        list.add(ann);
        Connection[] before = list.snapshot();
        assertSame(before, list.snapshot(), "a walk without changes copies nothing");

        list.add(bo);
        list.remove(ann);

        assertArrayEquals(new Connection[] {ann}, before);
        assertNotSame(before, list.snapshot());
        assertArrayEquals(new Connection[] {bo}, list.snapshot());
    }

    @Test
    void aClosedListLetsNobodyInAndHasShownEverybody() throws Exception {
        Connection ann = connection();
        list.add(ann);

        assertEquals(List.of(ann), list.close());

        assertFalse(list.add(connection()));
        assertEquals(1, list.size());
    }

    @Test
    void whoeverWaitsForAnEmptyListIsToldWhenItIs() throws Exception {
        Connection ann = connection();
        list.add(ann);
        assertFalse(list.awaitEmpty(1));
        Thread waiting = Threads.platform("waiting", () -> {
            try {
                assertTrue(list.awaitEmpty(10 * 60 * 1_000));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        waiting.start();
        Patience.until("somebody waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);

        list.remove(ann);

        Patience.untilEnded(waiting);
    }

    private Connection connection() throws Exception {
        Socket socket = room.connect();
        sockets.add(socket);
        return new Connection(socket, room.doors);
    }
}
