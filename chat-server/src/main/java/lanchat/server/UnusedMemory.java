package lanchat.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Java give memory back that a busy hour took. Its usual collector looks for what can be given back when it collects,
 * and it only collects when something asks for memory, which in a room where everybody is silent nobody does. It can be
 * told to look by itself (JEP 346), also while it runs.
 */
final class UnusedMemory {
    /** So long after the last collection it looks. */
    static final Duration LOOK_AFTER = Duration.ofSeconds(20);

    static final String OPTION = "G1PeriodicGCInterval";

    private static final Logger LOG = LoggerFactory.getLogger(UnusedMemory.class);

    private UnusedMemory() {}

    /**
     * Asks for it, where this Java can do it, for the whole program. What the command line of Java says stays. Takes some
     * tens of milliseconds.
     */
    static void giveBack() {
        try {
            giveBack(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class));
        } catch (RuntimeException | LinkageError other) {
            LOG.debug("This Java can't be told when to give memory back: {}", other.toString());
        }
    }

    static void giveBack(@Nullable HotSpotDiagnosticMXBean java) {
        try {
            if (java != null && java.getVMOption(OPTION).getOrigin() == VMOption.Origin.DEFAULT) {
                java.setVMOption(OPTION, Long.toString(LOOK_AFTER.toMillis()));
            }
        } catch (IllegalArgumentException unknown) {
            LOG.debug("This Java decides by itself when it gives memory back: {}", unknown.getMessage());
        }
    }
}
