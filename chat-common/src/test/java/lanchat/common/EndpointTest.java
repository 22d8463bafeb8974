package lanchat.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0.0.0.0:8081",
        "9000, 0.0.0.0:9000",
        "0, 0.0.0.0:0",
        "192.168.1.5, 192.168.1.5:8081",
        "192.168.1.5 9000, 192.168.1.5:9000",
        "192.168.1.5 0, 192.168.1.5:0",
        "192.168.1.5:9000, 192.168.1.5:9000",
        "localhost 65535, localhost:65535",
        ":: 9000, [::]:9000",
        "[::1], [::1]:8081",
        "[::1]:0, [::1]:0"
    })
    void aServerListensWhereItIsTold(String typed, String endpoint) throws RefusedException {
        assertEquals(endpoint, Endpoint.forServer(words(typed)).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.5, 192.168.1.5:8081",
        "192.168.1.5 1, 192.168.1.5:1",
        "192.168.1.5:65535, 192.168.1.5:65535",
        "192.168.001.005, 192.168.1.5:8081",
        "0.0.0.0, 0.0.0.0:8081",
        "255.255.255.255, 255.255.255.255:8081",
        "::1, [::1]:8081",
        "::1 9000, [::1]:9000",
        "[::1], [::1]:8081",
        "[::1] 9000, [::1]:9000",
        "[::1]:9000, [::1]:9000",
        "fe80::1%eth0, [fe80::1%eth0]:8081",
        "[fe80::1%eth0]:9000, [fe80::1%eth0]:9000",
        "::ffff:192.168.1.5, [::ffff:192.168.1.5]:8081",
        "annslaptop, annslaptop:8081",
        "anns-laptop.local:9000, anns-laptop.local:9000",
        "anns_laptop.local., anns_laptop.local.:8081",
        "3com.example, 3com.example:8081",
        "b\u00FCro-pc, b\u00FCro-pc:8081"
    })
    void aClientLooksWhereItIsTold(String typed, String endpoint) throws RefusedException {
        assertEquals(endpoint, Endpoint.forClient(words(typed)).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.5",
                "192.168.1.256",
                "192.168.1.5.6",
                "192.168.1.",
                "192..168.1",
                ".",
                "1.2.3.4444",
                "-host",
                "a..b",
                ".a",
                "a b c",
                "ann@host",
                "host/path",
                "http://192.168.1.5",
                "http://192.168.1.5:8081/",
                "[::1",
                "[::1]x",
                "[::1]8081",
                "[localhost]",
                "[192.168.1.5]",
                "[]",
                "[::1%]",
                "::1::",
                "12345::",
                "1:2:3",
                "host:1:2"
            })
    void whatIsNoAddressIsRefusedByItsName(String typed) {
        assertRefused("bad_address", typed, words(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "99999999999", "80x", "8.1", "+80", "", "\u0668\u0660", "0x50"})
    void whatIsNoPortIsRefusedByItsName(String port) {
        assertRefused("bad_port", port, List.of("192.168.1.5", port));
        assertRefused("bad_port", port, List.of("192.168.1.5:" + port));
        assertRefused("bad_port", port, List.of("[::1]:" + port));
    }

    @Test
    void aClientCannotAskForAFreePort() {
        assertRefused("bad_port", "1 to 65535", List.of("192.168.1.5", "0"));
    }

    @Test
    void aLonePortOfAServerIsCheckedToo() {
        Refusal refusal = assertThrows(RefusedException.class, () -> Endpoint.forServer(List.of("65536")))
                .refusal();

        assertEquals("bad_port", refusal.code());
        assertTrue(refusal.sentence().contains("0 to 65535"), refusal.sentence());
    }

    @Test
    void twoPortsAreOneTooMany() {
        assertRefused("bad_port", "host:1 2", List.of("host:1", "2"));
        assertRefused("bad_port", "[::1]:1 2", List.of("[::1]:1", "2"));
    }

    @Test
    void aClientNeedsAnAddress() {
        assertRefused("bad_address", "192.168.1.5", List.of());
        assertRefused("bad_address", "8081", List.of("8081"));
        assertRefused("bad_address", "\"\"", List.of(""));
    }

    @Test
    void aSentenceShowsOnlyCleanAndShortWords() {
        assertRefused("bad_address", "a[2Jb", List.of("a\u001B[2Jb"));

        String sentence = assertThrows(RefusedException.class, () -> Endpoint.forClient(List.of("!".repeat(5000))))
                .refusal()
                .sentence();
        assertTrue(sentence.length() < 200);
    }

    @Test
    void literalAddressesResolveToThemselves() throws Exception {
        assertEquals(
                "127.0.0.1", new Endpoint("127.0.0.1", 7).resolve().getAddress().getHostAddress());
        assertEquals(7, new Endpoint("::1", 7).resolve().getPort());
        assertEquals(1, new Endpoint("::1", 7).resolveAll().size());
    }

    @Test
    void aNameResolvesToAllItsAddresses() throws Exception {
        assertTrue(new Endpoint("localhost", 7)
                .resolveAll().stream().allMatch(found -> found.getAddress().isLoopbackAddress()));
    }

    private static void assertRefused(String code, String said, List<String> words) {
        Refusal refusal = assertThrows(RefusedException.class, () -> Endpoint.forClient(words))
                .refusal();

        assertEquals(code, refusal.code(), refusal.sentence());
        assertTrue(refusal.sentence().contains(said), refusal.sentence());
        assertEquals(refusal.sentence(), CleanText.line(refusal.sentence()));
    }

    private static List<String> words(String typed) {
        return typed.isEmpty() ? List.of() : List.of(typed.split(" ", -1));
    }
}
