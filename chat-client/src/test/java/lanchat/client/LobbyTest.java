package lanchat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lanchat.client.nearby.HeardRoom;
import lanchat.common.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choosing among the rooms that were heard. */
final class LobbyTest {
    private static final List<HeardRoom> ROOMS = List.of(
            new HeardRoom("Host on pi", "r1", List.of("192.168.1.5", "10.0.0.5"), 8081, false),
            new HeardRoom("Anna on b", "r2", List.of("fd00::2"), 9000, true));

    private final StringWriter out = new StringWriter();
    private final Lobby lobby = new Lobby(new PrintWriter(out), new PrintWriter(out));

    @ParameterizedTest
    @CsvSource({
        "1, 192.168.1.5:8081",
        "' 2 ', [fd00::2]:9000",
        "192.168.1.9, 192.168.1.9:8081",
        "192.168.1.9 9001, 192.168.1.9:9001",
        "pavan-laptop:7000, pavan-laptop:7000"
    })
    void aNumberOrAnAddressChooses(String typed, String chosen) {
        Endpoint endpoint = lobby.ask(ROOMS, keyboard(typed + "\r\n"));

        assertEquals(chosen, String.valueOf(endpoint));
    }

    @Test
    void whatIsNeitherIsAskedForAgain() {
        Endpoint endpoint = lobby.ask(ROOMS, keyboard("3\n0\nno such thing\n2\n"));

        assertEquals("[fd00::2]:9000", String.valueOf(endpoint));
        assertEquals(
                3, out.toString().lines().filter(line -> line.contains("! ")).count(), out.toString());
    }

    @Test
    void enterAloneOrTheEndOfTheInputLeaves() {
        assertNull(lobby.ask(ROOMS, keyboard("\n1\n")));
        assertNull(lobby.ask(ROOMS, keyboard("")));
    }

    @Test
    void whatIsTypedBehindTheChoiceIsLeftForTheChat() throws Exception {
        InputStream keyboard = keyboard("1\nAnn\nhello\n");

        lobby.ask(ROOMS, keyboard);

        assertEquals("Ann\nhello\n", new String(keyboard.readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void eachRoomIsALine() {
        lobby.ask(ROOMS, keyboard(""));

        assertTrue(
                out.toString()
                        .startsWith(String.format("  1  Host on pi  at 192.168.1.5 8081 (also 10.0.0.5)%n"
                                + "  2  Anna on b  at fd00::2 9000, asks for a password%n")),
                out.toString());
    }

    private static InputStream keyboard(String typed) {
        return new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    }
}
