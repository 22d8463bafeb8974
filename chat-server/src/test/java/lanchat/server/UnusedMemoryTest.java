package lanchat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.util.ArrayList;
import java.util.List;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class UnusedMemoryTest {
    @Test
    void javaIsAskedToLookByItself() {
        OneOption java = new OneOption(VMOption.Origin.DEFAULT);

        UnusedMemory.giveBack(java);

        assertEquals(List.of("G1PeriodicGCInterval=20000"), java.set);
    }

    @Test
    void whatTheCommandLineSaysStays() {
        OneOption java = new OneOption(VMOption.Origin.VM_CREATION);

        UnusedMemory.giveBack(java);

        assertEquals(List.of(), java.set);
    }

    @Test
    void aJavaThatKnowsNothingOfItIsLeftAlone() {
        UnusedMemory.giveBack(null);
        UnusedMemory.giveBack(new OneOption(VMOption.Origin.DEFAULT) {
            @Override
            public VMOption getVMOption(String name) {
                throw new IllegalArgumentException("there is no " + name);
            }
        });
    }

    /** A Java with one option of this origin. */
    private static class OneOption implements HotSpotDiagnosticMXBean {
        final List<String> set = new ArrayList<>();
        private final VMOption.Origin origin;

        OneOption(VMOption.Origin origin) {
            this.origin = origin;
        }

        @Override
        public VMOption getVMOption(String name) {
            return new VMOption(name, "0", true, origin);
        }

        @Override
        public void setVMOption(String name, String value) {
            set.add(name + "=" + value);
        }

        @Override
        public List<VMOption> getDiagnosticOptions() {
            throw new IllegalStateException("nobody asks");
        }

        @Override
        public void dumpHeap(String file, boolean live) {
            throw new IllegalStateException("nobody asks");
        }

        @Override
        public ObjectName getObjectName() {
            throw new IllegalStateException("nobody asks");
        }
    }
}
