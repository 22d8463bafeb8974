package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A member with chat-client.jar on pipes, who says numbered lines until he is to hush. May be killed and started again, as
 * often as you like. Used by the test's thread; the lines are said by one of his own.
 */
final class Chatter implements AutoCloseable {
    /** The last thing everybody says. */
    static final String LAST = "that was all";

    /** Characters of several bytes, for a cable can be cut within one. */
    private static final String MORE = " für 漢字 😀";

    private final Javas java;
    private final String name;
    private final int port;
    private final Path home;
    private final Random dice;
    private final int mostPauseMillis;
    private final List<String> options;
    private final List<Running> runs = new ArrayList<>();
    private volatile boolean hushed;
    private Thread talking = new Thread();
    private int said;

    /**
     * Somebody who is about to come in.
     *
     * @param mostPauseMillis the longest pause between a few lines and the next few
     * @param options for the client, beside those that every chatter's has
     */
    Chatter(Javas java, String name, int port, Path home, Random dice, int mostPauseMillis, List<String> options)
            throws IOException, InterruptedException {
        this.java = java;
        this.name = name;
        this.port = port;
        this.home = home;
        this.dice = new Random(dice.nextLong());
        this.mostPauseMillis = mostPauseMillis;
        this.options = options;
        start();
    }

    /** Runs the client, for the first time or once more. */
    void start() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--name", name, "--stay", "--give-up-after", "600", "--home", home.toString()));
        String[] arguments = ClientProcess.arguments(port, all.toArray(new String[0]));
        runs.add(Running.startToBeKilled(
                Jars.shortCommand(java, Jars.CLIENT, arguments), home.resolveSibling(name + "-out-" + runs.size())));
    }

    /** Begins to talk, whether the client has got anywhere yet or not. */
    void talks() {
        hushed = false;
        talking = new Thread(this::talk, name + " talks");
        talking.start();
    }

    private void talk() {
        try {
            while (!hushed) {
                for (int i = dice.nextInt(4); i >= 0; i--) {
                    client().says(line(said));
                    said++;
                }
                Thread.sleep(dice.nextInt(mostPauseMillis)); // The pace of talk; nobody waits for anything here.
            }
        } catch (IOException killed) {
            // As it was meant to be.
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says no more. */
    void hushes() throws InterruptedException {
        hushed = true;
        talking.join();
    }

    /** Says the last line. */
    void saysLast() throws IOException {
        client().says(LAST);
    }

    /** Kills the client without a chance to say anything. */
    void kill() throws InterruptedException {
        client().kill();
        talking.join();
        client().out().rest();
    }

    /** The client that runs now. */
    Running client() {
        return runs.get(runs.size() - 1);
    }

    /** What he is called. */
    String name() {
        return name;
    }

    /** All that he has said, in his order, as others read it; for whoever was never killed and has said the last line. */
    List<String> allSaid() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < said; i++) {
            all.add(name + ":" + line(i));
        }
        all.add(name + ":" + LAST);
        return all;
    }

    /** Whether he said it. */
    boolean isHis(String line) {
        return line.startsWith(name + ":");
    }

    private String line(int number) {
        return number + MORE;
    }

    /** What was shown in each run. */
    List<Showing> shown() {
        return runs.stream().map(run -> Showing.of(name, run.out().all())).toList();
    }

    /** The clients had nothing to complain of: they only told of the connection. */
    void hadNoTrouble() {
        for (Running run : runs) {
            for (String line : run.err().all()) {
                assertTrue(line.startsWith("*** "), () -> name + " read on stderr: " + line);
            }
        }
    }

    /** Says with a failure what these clients have told their members meanwhile. */
    static void explain(Throwable failure, List<Chatter> chatters) {
        for (Chatter chatter : chatters) {
            for (Running run : chatter.runs) {
                List<String> told = run.err().all();
                failure.addSuppressed(new AssertionError(
                        chatter.name + " read last: " + told.subList(Math.max(0, told.size() - 20), told.size())));
            }
        }
    }

    @Override
    public void close() {
        hushed = true;
        runs.forEach(Running::close);
        Ending.of(talking);
    }
}
