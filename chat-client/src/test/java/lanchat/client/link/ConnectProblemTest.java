package lanchat.client.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import lanchat.client.link.ConnectProblem.Cause;
import lanchat.common.Endpoint;
import org.junit.jupiter.api.Test;

final class ConnectProblemTest {
    private static final Endpoint SERVER = new Endpoint("192.168.1.5", 8081);

    @Test
    void timeOutNamesTheLikelyCauses() {
        ConnectProblem problem = ConnectProblem.whileConnecting(SERVER, new SocketTimeoutException("x"), 7_500);

        assertEquals(Cause.TIMED_OUT, problem.why());
        assertTrue(problem.sentence().startsWith("192.168.1.5:8081 has not answered within 8 seconds. Likely causes:"));
        assertTrue(problem.sentence().contains("firewall"));
    }

    @Test
    void otherNetworkMeansNoRoute() {
        assertEquals(
                Cause.NO_ROUTE,
                ConnectProblem.whileConnecting(SERVER, new NoRouteToHostException("x"), 1)
                        .why());
        assertEquals(
                Cause.NO_ROUTE,
                ConnectProblem.whileConnecting(SERVER, new SocketException("Network is unreachable"), 1)
                        .why());
    }

    @Test
    void ofTwoProblemsTheOneNearerToAServerIsTold() {
        ConnectProblem timedOut = ConnectProblem.whileConnecting(SERVER, new SocketTimeoutException("x"), 1);
        ConnectProblem refused = ConnectProblem.whileConnecting(SERVER, new ConnectException("x"), 1);

        assertSame(refused, timedOut.orNearer(refused));
        assertSame(refused, refused.orNearer(timedOut));
    }

    @Test
    void whatAStrangerSaysCannotMoveTheCursor() {
        ConnectProblem problem = ConnectProblem.noChatServer(SERVER, "\u001B[2Jhello");

        assertTrue(problem.sentence().contains("(it says \"[2Jhello\")"), problem.sentence());
    }
}
