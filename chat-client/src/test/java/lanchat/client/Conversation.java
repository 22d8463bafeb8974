package lanchat.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lanchat.client.link.Encryption;
import lanchat.client.link.FakeServer;
import lanchat.common.Event;
import lanchat.common.Person;
import lanchat.common.RefusedException;
import lanchat.common.Reply;
import lanchat.common.Request;
import lanchat.common.Wire;
import org.jspecify.annotations.Nullable;

/** A client between a screen and a server that both do what the test says. */
final class Conversation implements AutoCloseable {
    static final String ME = "me";
    static final Person ANN = Person.here("Ann", "10.0.0.1", "ann");
    private static final int HANG_SECONDS = 60;

    final FakeServer server;
    final FakeScreen screen;
    final ChatClient client;
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    private Conversation(FakeScreen screen, @Nullable String name, boolean stay, boolean commands) throws IOException {
        this(screen, new FakeServer(), name, stay, commands, 0, null);
    }

    private Conversation(
            FakeScreen screen,
            FakeServer server,
            @Nullable String name,
            boolean stay,
            boolean commands,
            long giveUpMillis,
            @Nullable Path home) {
        this(screen, server, PasswordChoice.TYPED, name, stay, commands, giveUpMillis, home);
    }

    private Conversation(
            FakeScreen screen,
            FakeServer server,
            PasswordChoice password,
            @Nullable String name,
            boolean stay,
            boolean commands,
            long giveUpMillis,
            @Nullable Path home) {
        this(
                screen,
                server,
                new Choices(
                        server.endpoint(),
                        Encryption.none(),
                        password,
                        name,
                        stay,
                        false,
                        commands,
                        giveUpMillis,
                        home,
                        false));
    }

    private Conversation(FakeScreen screen, FakeServer server, Choices choices) {
        this.server = server;
        this.screen = screen;
        this.client = new ChatClient(choices, screen, "test", code::complete);
        Thread keyboard = new Thread(this::run, "keyboard");
        keyboard.setDaemon(true);
        keyboard.start();
    }

    static Conversation ofPerson(@Nullable String name) throws IOException {
        return new Conversation(FakeScreen.ofPerson(), name, false, true);
    }

    static Conversation ofScreenThatIsNotReady() throws IOException {
        return new Conversation(FakeScreen.notReady(), null, false, true);
    }

    static Conversation ofPipe(@Nullable String name) throws IOException {
        return new Conversation(FakeScreen.ofPipe(), name, false, true);
    }

    static Conversation ofPipeThatStays(String name) throws IOException {
        return new Conversation(FakeScreen.ofPipe(), name, true, true);
    }

    static Conversation ofPipeWithoutCommands(String name) throws IOException {
        return new Conversation(FakeScreen.ofPipe(), name, false, false);
    }

    /** Somebody who comes back however often the connection breaks, and remembers it in this home. */
    static Conversation ofPersonWhoComesBack(FakeServer server, @Nullable String name, @Nullable Path home) {
        return new Conversation(FakeScreen.ofPerson(), server, name, false, true, Choices.NEVER_GIVE_UP, home);
    }

    /** Somebody who ends when the connection does, and remembers it in this home. */
    static Conversation ofPersonWhoGivesUp(FakeServer server, @Nullable String name, @Nullable Path home) {
        return new Conversation(FakeScreen.ofPerson(), server, name, false, true, 0, home);
    }

    /** Somebody who talks in TLS or not at all, and ends when the connection does. */
    static Conversation ofPersonWhoEncrypts(FakeServer server, String name, Path home) {
        Encryption encryption = Encryption.on(home, null, false, sentence -> {});
        encryption.begin();
        Choices choices = new Choices(
                server.endpoint(), encryption, PasswordChoice.TYPED, name, false, false, true, 0, null, false);
        return new Conversation(FakeScreen.ofPerson(), server, choices);
    }

    /** A pipe that comes back however often the connection breaks. */
    static Conversation ofPipeThatComesBack(FakeServer server, String name) {
        return new Conversation(FakeScreen.ofPipe(), server, name, false, true, Choices.NEVER_GIVE_UP, null);
    }

    /** Somebody with something to say to a room that asks for a password. */
    static Conversation ofPersonWith(PasswordChoice password, @Nullable String name) throws IOException {
        return new Conversation(FakeScreen.ofPerson(), new FakeServer(), password, name, false, true, 0, null);
    }

    /** The same, of a pipe. */
    static Conversation ofPipeWith(PasswordChoice password, String name) throws IOException {
        return new Conversation(FakeScreen.ofPipe(), new FakeServer(), password, name, false, true, 0, null);
    }

    private void run() {
        try {
            client.run();
        } catch (InterruptedException | RuntimeException e) {
            code.completeExceptionally(e);
        }
    }

    /** Hears the name and lets the client in, with Ann there already. */
    Conversation welcomed() throws IOException, RefusedException, InterruptedException {
        server.meets();
        Request.Join asked = server.hearsJoin();
        server.says(Reply.Welcome.newcomer(ME, String.valueOf(asked.name()), 0, List.of(ANN), 0));
        String line = screen.sees();
        while (!line.equals(Wire.WELCOME)) {
            line = screen.sees();
        }
        return this;
    }

    /** The room takes our line. */
    void roomHas(long id, String text) throws IOException {
        server.says(new Event.Said(id, 0, ME, id, "Me", text, null));
    }

    int code() throws Exception {
        return code.get(HANG_SECONDS, TimeUnit.SECONDS);
    }

    boolean running() {
        return !code.isDone();
    }

    @Override
    public void close() throws IOException {
        server.close();
        screen.close();
    }
}
