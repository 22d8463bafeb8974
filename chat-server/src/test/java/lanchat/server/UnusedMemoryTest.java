package lanchat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnusedMemoryTest {
    private final HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    private String before = "";

    @BeforeEach
    void note() {
        before = value();
    }

    @AfterEach
    void restore() {
        java.setVMOption(UnusedMemory.OPTION, before);
    }

    @Test
    void javaIsAskedToLookByItselfUnlessSomebodyElseHasSaidWhen() {
        UnusedMemory.giveBack();
        assertEquals(Long.toString(UnusedMemory.LOOK_AFTER.toMillis()), value());

        java.setVMOption(UnusedMemory.OPTION, "7000");
        UnusedMemory.giveBack();
        assertEquals("7000", value());
    }

    private String value() {
        return java.getVMOption(UnusedMemory.OPTION).getValue();
    }
}
