package lanchat.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** The bots in the README, as they stand there. */
final class ReadmeBotsIT {
    @TempDir
    private Path folder;

    @OnEachJava
    void theBotInShellEchoes(Javas java) throws Exception {
        Programs.need("jq", "mkfifo", "sh");
        echoes(java, List.of("sh", written("sh", "echo-bot.sh")));
    }

    @OnEachJava
    void theBotInPythonEchoes(Javas java) throws Exception {
        Programs.need("python3");
        echoes(java, List.of("python3", written("python", "echo-bot.py")));
    }

    private void echoes(Javas java, List<String> bot) throws Exception {
        Files.copy(Jars.CLIENT, folder.resolve("chat-client.jar"));
        try (var server = ServerProcess.start(java);
                var ann = server.member("Ann");
                var bob = server.member("Bob")) {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(bot)).directory(folder.toFile());
            builder.command().addAll(List.of("--home", folder.resolve("home").toString(), "127.0.0.1"));
            builder.command().addAll(List.of(Integer.toString(server.port()), "--give-up-after=0"));
            builder.environment()
                    .merge("PATH", java.binary().resolveSibling("").toString(), (path, first) -> first + ":" + path);
            try (var running = Running.start(builder)) {
                ann.heard().skipsTo("echo<127.0.0.1> connected");
                ann.says("/msg echo one", "hi all", "/msg echo \"two\" \u00FC\\n \uD83D\uDE00");
                ann.hears("echo (to you):one", "echo (to you):\"two\" \u00FC\\n \uD83D\uDE00");
                bob.says("/msg echo three").heard().skipsTo("echo (to you):three");

                server.process().kill();
                running.exits();
                assertEquals(List.of(), running.out().rest());
            }
        }
    }

    /** The block of this language in the README whose first line names the file, in that file. */
    private String written(String language, String name) throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("lanchat.readme", "../README.md")));
        Matcher block = Pattern.compile("(?ms)^```" + language + "\n(# " + Pattern.quote(name) + ".*?)^```$")
                .matcher(readme);
        if (!block.find()) {
            throw new IllegalStateException("the README has no " + name);
        }
        Path file = folder.resolve(name);
        Files.writeString(file, block.group(1));
        return file.toString();
    }
}
