package lanchat.bench;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The least in Java that does something of what ours does: started as ours, and no chat that people use. */
final class Least {
    /** Stands for the directory that a server is given. */
    private static final String IN_DIRECTORY = "{directory}/";

    private final Path libraries;

    /** With the classes of this jar beside the benchmark's own. */
    Least(Path libraries) {
        this.libraries = libraries;
    }

    /** Takes connections. */
    Contender server(Jvm jvm) {
        return started("picocli and ServerSocket", jvm, PlainSpeech.BARE, 0, BareServer.class);
    }

    /** Whoever reads a line writes it to the others. */
    Contender room(Jvm jvm) {
        return started("bare room", jvm, BareRoom.SPEECH, Lanchat.MOST_MEMBERS, BareRoom.class);
    }

    /** A line passes three threads, as it does in ours: one reads it, one gives it its place, one writes. */
    Contender roomOfThreeThreads(Jvm jvm) {
        return started(
                "bare room, three threads", jvm, BareRoom.SPEECH, Lanchat.MOST_MEMBERS, BareRoom.class, "--hand-on");
    }

    /** One thread writes to everybody all that has come since it last did. */
    Contender roomThatGathers(Jvm jvm) {
        return started(
                "bare room that gathers", jvm, BareRoom.SPEECH, Lanchat.MOST_MEMBERS, BareRoom.class, "--gather");
    }

    /** The same, and forces it to the disk before. */
    Contender roomThatKeeps(Jvm jvm) {
        return started(
                "bare room that gathers and keeps",
                jvm,
                BareRoom.SPEECH,
                Lanchat.MOST_MEMBERS,
                BareRoom.class,
                "--keep",
                IN_DIRECTORY + "said");
    }

    private Contender started(
            String name, Jvm jvm, Speech speech, int mostMembers, Class<?> program, String... options) {
        return new Contender(
                name + ", Java " + jvm.version(),
                jvm.inWords(),
                speech,
                Contender.AT_ONCE,
                Contender.A_FEW,
                mostMembers,
                true,
                (directory, port) -> {
                    List<String> command = new ArrayList<>(
                            List.of(jvm.binary().toString(), "-cp", libraries + ":" + classes(), program.getName()));
                    for (String option : options) {
                        command.add(option.replace(IN_DIRECTORY, directory + File.separator));
                    }
                    command.add(Integer.toString(port));
                    return command;
                });
    }

    /** Where the benchmark's own classes are. */
    static Path classes() {
        try {
            return Path.of(Least.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this class comes from a place that is no file", e);
        }
    }
}
