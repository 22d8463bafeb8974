package lanchat.client.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import lanchat.client.link.SessionFile.Kept;
import lanchat.common.Name;
import lanchat.common.OwnerOnly;
import lanchat.common.RefusedException;
import lanchat.common.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this user's clients have had, by room and name, one file for each. Where nothing can be kept, each
 * run has a session of its own, and nothing else is wrong. Any thread.
 */
public final class SessionMemory {
    /** The room forgets a session after thirty days; what lies here longer is of no use. */
    private static final Duration KEPT = Duration.ofDays(31);

    /** What a room id may look like to be remembered: it comes from somebody else, and stands in a line of ours. */
    static final Pattern ROOM = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    private static final int ID_BYTES = 12;
    private static final String LOCK = SessionFile.LOCK;

    private final @Nullable Path directory;

    /** Kept below this home; nowhere where it is null. */
    public SessionMemory(@Nullable Path home) {
        this.directory = home == null ? null : home.resolve("client").resolve("sessions");
    }

    /**
     * The session for this room and name: the one that was kept, if no other client has it now, or a new one.
     *
     * @param anew whether not to go on with what was kept
     */
    public Session open(String room, String name, boolean anew) {
        SessionFile file = file(room, name);
        if (file == null) {
            return Session.unkept(room);
        }
        try {
            Kept kept = anew ? null : file.read(room);
            String secret = kept == null ? Secret.random() : kept.secret();
            Position seen = kept == null ? Position.NONE : kept.seen();
            // Before it is said to anybody: who is killed right after that can come back too.
            Proof.Words counted = kept == null ? null : kept.counted();
            file.begin(room, name, secret, seen, counted);
            return Session.kept(room, secret, kept == null, seen, counted, file);
        } catch (IOException unusable) {
            close(file);
            return Session.unkept(room);
        }
    }

    /** Keeps a session under another name from now on; null where that can't be, and it stays where it is. */
    @Nullable
    SessionFile move(
            SessionFile from, String room, String name, String secret, Position seen, Proof.@Nullable Words counted) {
        SessionFile file = file(room, name);
        if (file == null) {
            return null;
        }
        try {
            file.begin(room, name, secret, seen, counted);
            from.delete();
            from.close();
            return file;
        } catch (IOException unusable) {
            close(file);
            return null;
        }
    }

    private @Nullable SessionFile file(String room, String name) {
        if (directory == null || !ROOM.matcher(room).matches()) {
            return null;
        }
        try {
            String key = Name.of(name).key();
            OwnerOnly.makeDirectory(directory);
            forgetOld(directory);
            // What a server calls its room, and what people call themselves, makes no good name of a file.
            return SessionFile.open(directory.resolve(id(room + "\n" + key)));
        } catch (IOException | UnsupportedOperationException | SecurityException unusable) {
            return null;
        } catch (RefusedException noName) {
            return null; // The room will say so.
        }
    }

    private static void forgetOld(Path directory) throws IOException {
        Instant limit = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(limit);
                String name = file.getFileName().toString();
                boolean lock = name.endsWith(LOCK);
                // A lock is as old as its session, and goes after it.
                boolean used =
                        lock && Files.exists(file.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                if (old && !used) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static String id(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static void close(SessionFile file) {
        try {
            file.close();
        } catch (IOException nothingIsKeptAnyway) {
            // There is no session in it that could be lost.
        }
    }
}
