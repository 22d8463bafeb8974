package lanchat.server;

import lanchat.common.Wire;
import lanchat.server.door.Bounds;
import lanchat.server.door.DoorLimits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how much of the server one guest, one address and all together may use. */
final class LimitOptions {
    private static final int MOST_RATE = 1_000_000;
    private static final int MOST_SECONDS = 86_400;
    private static final long LEAST_QUEUED_BYTES = 64L << 10;
    private static final long MOST_QUEUED_BYTES = 64L << 20;

    /** Any text of {@link Wire#MAX_TEXT_BYTES} fits, as chat-client writes it: two bytes for one, at the most. */
    private static final long LEAST_JSON_BYTES = 64L << 10;

    private static final long MOST_JSON_BYTES = 1L << 20;

    /** The parser calls itself for each; thousands would still fit a thread's stack. */
    private static final int MOST_JSON_DEPTH = 100;

    @Option(
            names = "--rate",
            paramLabel = "LINES",
            description = "How many lines a second one member may say for long; 0 for no limit"
                    + " (default: ${DEFAULT-VALUE}).")
    private int rate = Bounds.DEFAULT.rate();

    @Option(
            names = "--burst",
            paramLabel = "LINES",
            description = "How many lines pass at once before --rate holds (default: ${DEFAULT-VALUE}).")
    private int burst = Bounds.DEFAULT.burst();

    @Option(
            names = "--max-members",
            paramLabel = "N",
            description = "How many members may be in the room at once (default: ${DEFAULT-VALUE}).")
    private int maxMembers = Bounds.DEFAULT.maxMembers();

    @Option(
            names = "--max-per-address",
            paramLabel = "N",
            description = "How many of them from one address; this machine itself is exempt"
                    + " (default: ${DEFAULT-VALUE}).")
    private int maxPerAddress = Bounds.DEFAULT.maxPerAddress();

    @Option(
            names = "--max-waiting",
            paramLabel = "N",
            description =
                    "How many connections may be at the door that have not come in yet (default: ${DEFAULT-VALUE}).")
    private int maxWaiting = Bounds.DEFAULT.maxWaiting();

    @Option(
            names = "--name-time",
            paramLabel = "SECONDS",
            description =
                    "How long somebody may take over the name, before being shown out (default: ${DEFAULT-VALUE}).")
    private int nameTime = DoorLimits.DEFAULT.nameMs() / 1000;

    @Option(
            names = "--max-queued",
            paramLabel = "BYTES",
            defaultValue = "256k",
            converter = ByteSize.class,
            description =
                    "How much may wait to be written to one member, besides the room's lines, before nothing more is"
                            + " read from there (default: ${DEFAULT-VALUE}).")
    private long maxQueued;

    @Option(
            names = "--max-history",
            paramLabel = "LINES",
            description = "How many earlier lines one /history shows (default: ${DEFAULT-VALUE}).")
    private int maxHistory = Bounds.DEFAULT.asking().maxHistory();

    @Option(
            names = "--max-found",
            paramLabel = "LINES",
            description = "How many lines one /search shows (default: ${DEFAULT-VALUE}).")
    private int maxFound = Bounds.DEFAULT.asking().maxFound();

    @Option(
            names = "--max-json",
            paramLabel = "BYTES",
            defaultValue = "128k",
            converter = ByteSize.class,
            description = "How long one line of a program that speaks JSON may be (default: ${DEFAULT-VALUE}).")
    private long maxJson;

    @Option(
            names = "--max-json-depth",
            paramLabel = "N",
            description = "How many brackets may be open at once in such a line (default: ${DEFAULT-VALUE}).")
    private int maxJsonDepth = Bounds.DEFAULT.asking().maxJsonDepth();

    @Option(
            names = "--announce-up-to",
            paramLabel = "N",
            description = "In a room of more members, who comes and goes is told in one notice per ten seconds"
                    + " (default: ${DEFAULT-VALUE}).")
    private int announceUpTo = Bounds.DEFAULT.announceUpTo();

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description = "How long a member of chat-client's is waited for after the connection has broken, before the"
                    + " others read that he is gone (default: ${DEFAULT-VALUE}).")
    private int grace = DoorLimits.DEFAULT.graceMs() / 1000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * Looks at all of them.
     *
     * @throws ParameterException with a sentence about the first that can't be
     */
    void check() {
        if (rate < 0 || rate > MOST_RATE) {
            throw wrong("--rate is a number of lines a second from 0 to " + MOST_RATE + "; 0 means no limit.");
        }
        if (grace < 0 || grace > MOST_SECONDS) {
            throw wrong("--grace is a number of seconds from 0 to " + MOST_SECONDS + "; 0 means not at all.");
        }
        if (nameTime < 1 || nameTime > MOST_SECONDS) {
            throw wrong("--name-time is a number of seconds from 1 to " + MOST_SECONDS + ".");
        }
        if (maxQueued < LEAST_QUEUED_BYTES || maxQueued > MOST_QUEUED_BYTES) {
            throw wrong("--max-queued is from 64k to " + (MOST_QUEUED_BYTES >> 20) + "m.");
        }
        if (maxHistory < 0 || maxHistory > Wire.MAX_HISTORY) {
            throw wrong("--max-history is a number of lines from 0 to " + Wire.MAX_HISTORY + ".");
        }
        if (maxFound < 0 || maxFound > Wire.MAX_HISTORY) {
            throw wrong("--max-found is a number of lines from 0 to " + Wire.MAX_HISTORY + ".");
        }
        if (maxJson < LEAST_JSON_BYTES || maxJson > MOST_JSON_BYTES) {
            throw wrong("--max-json is from 64k to " + (MOST_JSON_BYTES >> 20) + "m.");
        }
        if (maxJsonDepth < 1 || maxJsonDepth > MOST_JSON_DEPTH) {
            throw wrong("--max-json-depth is a number of brackets from 1 to " + MOST_JSON_DEPTH + ".");
        }
        checkAtLeast(1, burst, "--burst");
        checkAtLeast(1, maxMembers, "--max-members");
        checkAtLeast(1, maxPerAddress, "--max-per-address");
        checkAtLeast(1, maxWaiting, "--max-waiting");
        checkAtLeast(0, announceUpTo, "--announce-up-to");
    }

    /** How many, and how much. */
    Bounds bounds() {
        return new Bounds(
                maxMembers,
                maxPerAddress,
                rate,
                burst,
                announceUpTo,
                Bounds.DEFAULT.foldMs(),
                maxWaiting,
                (int) maxQueued,
                new Bounds.Asking(maxHistory, maxFound, (int) maxJson, maxJsonDepth));
    }

    /** How long. */
    DoorLimits ofTime() {
        return DoorLimits.DEFAULT.withGrace(grace * 1000).withNameTime(nameTime * 1000);
    }

    private void checkAtLeast(int least, int given, String option) {
        if (given < least) {
            throw wrong(option + " is at least " + least + ".");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
