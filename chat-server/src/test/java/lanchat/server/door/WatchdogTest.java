package lanchat.server.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import lanchat.server.Patience;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    @Test
    void aWriteIsReportedAgainAndAgainWithTheTimeSinceTheFirstReportOfThisOne() throws Exception {
        List<Long> times = new CopyOnWriteArrayList<>();
        Watchdog watchdog = new Watchdog((connection, nanos) -> times.add(nanos));
        try (Chat chat = new Chat(new LoopbackRoom(Probe.NONE))) {
            chat.join("Ann");
            Connection connection = chat.connectionAt("Ann");
            watchdog.start();
            watchdog.roundBegins();
            watchdog.writeBegins(connection);
            Patience.until(
                    "the first write has blocked for long",
                    () -> !times.isEmpty() && Collections.max(times) > TimeUnit.MILLISECONDS.toNanos(50));

            watchdog.writeBegins(connection); // To the same one: this is not the old write.

            Patience.until("the second one is reported", () -> Collections.frequency(times, 0L) == 2);
            List<Long> all = List.copyOf(times); // It goes on reporting.
            List<Long> ofFirst = all.subList(0, all.lastIndexOf(0L));
            List<Long> sorted = ofFirst.stream().sorted().toList();
            assertEquals(sorted, ofFirst);
        } finally {
            watchdog.stop();
        }
    }
}
