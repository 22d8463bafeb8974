package lanchat.bench;

import java.io.IOException;

/**
 * One thing to measure again and again.
 *
 * @param key one name for one measurement: what several rows show is measured once in each repetition
 * @param label what it is called within its row
 * @param measuring takes one measurement
 */
record Cell(String key, String label, Measuring measuring) {
    /** Takes one measurement. */
    @FunctionalInterface
    interface Measuring {
        Sample take() throws IOException, NotMeasuredException, InterruptedException;
    }
}
