package lanchat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({"65536, 65536", "64k, 65536", "32m, 33554432", "32M, 33554432", "3g, 3221225472"})
    void kiloMegaAndGigaArePowersOfTwo(String typed, long bytes) {
        assertEquals(bytes, new ByteSize().convert(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "-1", "1.5m", "64kb", "1t", "99999999999999999999"})
    void whatIsNoSizeIsRefused(String typed) {
        assertThrows(TypeConversionException.class, () -> new ByteSize().convert(typed));
    }
}
