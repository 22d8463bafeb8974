package lanchat.client;

import java.io.PrintWriter;
import java.nio.file.Path;
import lanchat.common.ClassicText;
import lanchat.common.CleanText;
import lanchat.common.Home;
import lanchat.common.KeyFile;
import lanchat.common.KeyOwner;
import lanchat.common.KeyProblem;
import lanchat.common.Keytool;
import lanchat.common.OwnKey;
import lanchat.common.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code key}: looks after the key that names belong to. Connects to nothing. */
@Command(
        name = KeyCommand.NAME,
        description = "Looks after your key, to which the names you use belong.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:it could not be done", "2:the command line was wrong"})
final class KeyCommand implements Runnable {
    static final String NAME = "key";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Where the key is kept. */
    static final class Place {
        @Option(
                names = "--home",
                paramLabel = "DIRECTORY",
                description = "Where the key is, in client/ below it (default: ~/.lanchat).")
        private @Nullable String home;

        KeyFile file() throws RefusedException {
            return new KeyFile(KeyOwner.CLIENT, Home.directory(home).resolve("client"), new Keytool());
        }
    }

    /** Something that can go wrong with the file. */
    @FunctionalInterface
    private interface Work {
        void with(KeyFile file) throws KeyProblem;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What about the key? show, export or import.");
    }

    @Command(
            name = "show",
            description = "Shows what others recognise your key by. Makes one where there is none.",
            mixinStandardHelpOptions = true)
    int show(@Mixin Place place) {
        return on(place, file -> print(file.open()));
    }

    @Command(
            name = "export",
            description = "Writes your key to a new file, to be imported on another machine. Whoever has that file can"
                    + " come in under your names.",
            mixinStandardHelpOptions = true)
    int export(
            @Mixin Place place,
            @Parameters(paramLabel = "FILE", description = "A file that is not there yet.") Path to) {
        return on(place, file -> {
            OwnKey key = file.open();
            file.export(to);
            print(key);
            out().println("Written to " + CleanText.line(to.toString())
                    + ". Import it on your other machine, and delete the file then.");
        });
    }

    @Command(
            name = "import",
            description = "Takes the key in this file for yours, from the next start of a client on.",
            mixinStandardHelpOptions = true)
    int take(
            @Mixin Place place,
            @Parameters(paramLabel = "FILE", description = "What key export has written.") Path from,
            @Option(
                            names = "--replace",
                            description =
                                    "Also if there is another key here; that one stays beside it, as key.p12.old.")
                    boolean replace) {
        return on(place, file -> {
            print(file.take(from, replace));
            out().println("This is your key here now. Delete " + CleanText.line(from.toString())
                    + " if you need it no more.");
        });
    }

    private int on(Place place, Work work) {
        try {
            KeyFile file = place.file();
            work.with(file);
            file.remarks().forEach(remark -> err().println(ClassicText.notice(remark)));
            return 0;
        } catch (RefusedException wrong) {
            err().println(ClassicText.refused(wrong.refusal().sentence()));
            return 2;
        } catch (KeyProblem problem) {
            err().println(ClassicText.refused(problem.sentence()));
            return 1;
        }
    }

    private void print(OwnKey key) {
        out().println("SHA-256 " + key.fingerprint().shown());
        out().println("in words: " + key.fingerprint().words());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
