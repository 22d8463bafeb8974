package lanchat.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import lanchat.common.ClassicText;
import lanchat.common.Event;
import lanchat.common.Name;
import lanchat.common.RefusedException;
import lanchat.common.Wire;
import lanchat.server.log.Entry;
import lanchat.server.log.JournalException;
import lanchat.server.log.JournalRepair;
import lanchat.server.log.JournalTool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code journal}: looks after what a room has kept. No server is started. */
@Command(
        name = JournalCommand.NAME,
        description = "Looks after what a room has kept on disk.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:it is damaged, or can't be used", "2:the command line was wrong"})
final class JournalCommand {
    static final String NAME = "journal";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Something that can go wrong with the disk. */
    @FunctionalInterface
    private interface Work {
        int with(Path directory) throws IOException, RefusedException;
    }

    /** The port that names the room. */
    static final class Port {
        @Parameters(
                arity = "0..1",
                paramLabel = "PORT",
                hideParamSyntax = true,
                description = "The port that names the room, if --room does not (default: 8081).")
        private int number = Wire.DEFAULT_PORT;
    }

    @Command(
            name = "check",
            description = "Checks every line that is kept. A server may be running.",
            mixinStandardHelpOptions = true)
    int check(@Mixin RoomPlace place, @Mixin Port port) {
        return on(place, port, directory -> {
            JournalTool.Report report = new JournalTool(directory).read(entry -> {});
            report.problems().forEach(out()::println);
            report.remarks().forEach(out()::println);
            String when = report.events() == 0 ? "" : ", " + time(report.first()) + " to " + time(report.last());
            out().println(directory + ": " + report.events() + " events in " + report.segments() + " files, "
                    + report.bytes() + " bytes" + when + ". "
                    + (report.problems().isEmpty() ? "All is well." : "It is damaged; journal repair saves the rest."));
            return report.problems().isEmpty() ? 0 : 1;
        });
    }

    @Command(
            name = "repair",
            description = "Makes a journal of all that can be read of a damaged one, which stays under other names."
                    + " Stop the server first.",
            mixinStandardHelpOptions = true)
    int repair(@Mixin RoomPlace place, @Mixin Port port) {
        return on(place, port, directory -> {
            if (new JournalTool(directory).read(entry -> {}).problems().isEmpty()
                    && !JournalRepair.isUnfinished(directory)) {
                out().println("There is nothing to repair in " + directory + ".");
                return 0;
            }
            JournalRepair.Result result = JournalRepair.repair(directory, Name.of("Host"));
            out().println(directory + ": " + result.events() + " events are there, " + result.skipped()
                    + " lines could not be read. The damaged files are called .unused now.");
            return 0;
        });
    }

    @Command(
            name = "export",
            description = "Writes all events to standard output, one JSON object a line.",
            mixinStandardHelpOptions = true)
    int export(
            @Mixin RoomPlace place,
            @Mixin Port port,
            @Option(names = "--text", description = "For people: with the time, and without private lines.")
                    boolean text) {
        return on(place, port, directory -> {
            JournalTool.Report report =
                    new JournalTool(directory).read(entry -> out().print(text ? line(entry.event()) : json(entry)));
            report.problems().forEach(err()::println);
            return report.problems().isEmpty() ? 0 : 1;
        });
    }

    private int on(RoomPlace place, Port port, Work work) {
        try {
            int code = work.with(place.directory(port.number));
            out().flush();
            return code;
        } catch (RefusedException refused) {
            throw new ParameterException(spec.commandLine(), refused.refusal().sentence());
        } catch (JournalException unusable) {
            err().println(unusable.sentence());
        } catch (IOException failed) {
            err().println("The disk failed: " + failed);
        }
        out().flush();
        return 1;
    }

    private static String json(Entry entry) {
        return new String(entry.json(), StandardCharsets.UTF_8);
    }

    private static String line(Event event) {
        String line = event.isPublic() ? ClassicText.line(event, "") : null;
        return line == null ? "" : time(event.time()) + " " + line + System.lineSeparator();
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
