package lanchat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import lanchat.common.NetworkAddress;
import lanchat.server.BindProblem.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BindProblemTest {
    // Set aside for documentation: no machine has it.
    private static final String NOBODYS = "203.0.113.9";

    @Test
    void aPortInUseIsToldApartAndAnotherOneSuggestedThatCanBeHad() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress asked = (InetSocketAddress) other.getLocalSocketAddress();
            IOException problem = problemAt(asked);

            assertEquals(Cause.PORT_IN_USE, BindProblem.cause(problem, asked));
            String sentence = BindProblem.sentence(problem, asked, List.of());
            assertTrue(sentence.startsWith("Port " + asked.getPort() + " is in use already"), sentence);
            int suggested = Integer.parseInt(sentence.substring(sentence.lastIndexOf(' ') + 1));
            assertNotEquals(asked.getPort(), suggested);
            assertTrue(sentence.endsWith("java -jar chat-server.jar 127.0.0.1 " + suggested), sentence);
        }
    }

    @Test
    void anAddressOfAnotherMachineIsToldApartAndTheOwnOnesListed() throws Exception {
        InetSocketAddress asked = at(NOBODYS, 0);
        IOException problem = problemAt(asked);

        assertEquals(Cause.NOT_THIS_MACHINE, BindProblem.cause(problem, asked));
        String sentence = BindProblem.sentence(problem, asked, NetworkAddress.all());
        assertTrue(sentence.startsWith(NOBODYS + " is not an address of this machine."), sentence);
        assertTrue(sentence.contains("127.0.0.1"), sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "Address already in use, PORT_IN_USE",
        "Unsupported address type, NO_SUCH_FAMILY",
        "Address already in use: bind, PORT_IN_USE",
        "Permission denied, NO_RIGHT",
        "Permission denied: bind, NO_RIGHT",
        "Cannot assign requested address, NOT_THIS_MACHINE",
        "Can't assign requested address (Bind failed), NOT_THIS_MACHINE"
    })
    void theWordsOfOtherSystemsAreKnown(String words, Cause cause) {
        assertEquals(cause, BindProblem.cause(new BindException(words), at("127.0.0.1", 8081)));
    }

    @Test
    void inAnotherLanguageTheCauseIsFoundByTrying() {
        BindException foreign = new BindException("Die Adresse wird bereits verwendet");

        assertEquals(Cause.PORT_IN_USE, BindProblem.cause(foreign, at("127.0.0.1", 8081)));
        assertEquals(Cause.NO_RIGHT, BindProblem.cause(foreign, at("127.0.0.1", 80)));
        assertEquals(Cause.NOT_THIS_MACHINE, BindProblem.cause(foreign, at(NOBODYS, 8081)));
    }

    @Test
    void anIpv6AddressWithoutIpv6IsToldApart() {
        SocketException problem = new SocketException("Protocol family unavailable");

        assertEquals(Cause.NO_SUCH_FAMILY, BindProblem.cause(problem, at("::1", 8081)));
    }

    @Test
    void whoHasNoRightToALowPortIsOfferedAHighOne() {
        String sentence = BindProblem.sentence(new BindException("Permission denied"), at("127.0.0.1", 81), List.of());

        assertTrue(sentence.contains("no right to port 81") && sentence.contains("below 1024"), sentence);
        assertTrue(sentence.matches(".* java -jar chat-server\\.jar 127\\.0\\.0\\.1 80[89][0-9]+"), sentence);
    }

    @ParameterizedTest
    @CsvSource({"22, ssh", "80, HTTP"})
    void itIsSaidWhatLivesAtAWellKnownPort(int port, String owner) {
        InetSocketAddress asked = at("127.0.0.1", port);

        for (Cause cause : List.of(Cause.PORT_IN_USE, Cause.NO_RIGHT)) {
            String sentence = BindProblem.sentence(cause, "", asked, List.of(), null);
            assertTrue(sentence.contains(owner + " lives there"), sentence);
        }
    }

    @Test
    void afterTheHighestPortTheUsualOneIsSuggested() {
        Integer free = BindProblem.freePort(at("127.0.0.1", 65535));

        assertNotNull(free);
        assertTrue(free >= 8081 && free < 9000, free.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"224.0.0.1", "ff02::1", "255.255.255.255"})
    void anAddressOfManyIsNobodysOwn(String address) throws Exception {
        assertNotNull(BindProblem.uselessAddress(InetAddress.getByName(address), List.of()));
        assertNull(BindProblem.uselessAddress(InetAddress.getByName("192.168.1.255"), List.of()));
    }

    @Test
    void anUnknownHostIsNamed() {
        assertTrue(BindProblem.unknownHost("chta.local").contains("the name chta.local:"));
    }

    private static InetSocketAddress at(String address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static IOException problemAt(InetSocketAddress asked) {
        return assertThrows(IOException.class, () -> ListeningSocket.at(asked).close());
    }
}
