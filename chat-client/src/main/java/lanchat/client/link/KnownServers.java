package lanchat.client.link;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import lanchat.common.Endpoint;
import lanchat.common.Fingerprint;
import lanchat.common.OwnerOnly;
import org.jspecify.annotations.Nullable;

/**
 * The rooms this client has been in and their servers' keys, in a file that people can read, one line for each room, the
 * latest last. Where there can be no such file there is no memory, and nothing else is wrong.
 *
 * <p>Other clients may use the file at the same time: it is read anew each time, changed under a lock, and replaced as a
 * whole.
 */
final class KnownServers {
    /** Rooms beyond this are forgotten, those longest not met first: a file should not grow for ever. */
    static final int MOST = 1_000;

    private static final String HEADING = "# The rooms this chat client has been in: room id, address, SHA-256 of the"
            + " server's public key, and since when.\n";

    private static final Pattern ROOM = SessionMemory.ROOM;

    private static final int MOST_BYTES = 1024 * 1024;
    private static final int LOCK_TRIES = 40;
    private static final long LOCK_PAUSE_MS = 50;

    private static final String NAME = "known_servers";

    private final @Nullable Path directory;

    /** A room and the key it was met with. */
    record Known(String room, String address, Fingerprint key, LocalDate since) {}

    /** Remembers in this directory, which is made when it is needed; nothing where it is null. */
    KnownServers(@Nullable Path directory) {
        this.directory = directory;
    }

    /**
     * What is remembered.
     *
     * @throws IOException when there is something, and it can't be read
     */
    List<Known> all() throws IOException {
        return directory == null ? List.of() : read(directory.resolve(NAME));
    }

    /**
     * Remembers the key of a room, instead of another one if there was one.
     *
     * @throws IOException when it can't be kept
     */
    void remember(String room, Endpoint address, Fingerprint key) throws IOException {
        if (directory == null || !ROOM.matcher(room).matches()) {
            return;
        }
        OwnerOnly.makeDirectory(directory);
        Path file = directory.resolve(NAME);
        // A file of its own, for the other one is another file each time.
        try (FileChannel channel = OwnerOnly.open(directory.resolve(NAME + ".lock"));
                FileLock lock = lock(channel)) {
            if (lock == null) {
                throw new IOException("another client keeps it locked");
            }
            List<Known> known = new ArrayList<>(read(file));
            LocalDate since = LocalDate.now(ZoneId.systemDefault());
            for (Known one : known) {
                since = one.room().equals(room) && one.key().equals(key) ? one.since() : since;
            }
            known.removeIf(one -> one.room().equals(room));
            known.add(new Known(room, address.toString(), key, since));
            StringBuilder text = new StringBuilder(HEADING);
            for (Known one : known.subList(Math.max(0, known.size() - MOST), known.size())) {
                text.append(line(one));
            }
            OwnerOnly.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String line(Known one) {
        return String.join(
                        " ",
                        one.room(),
                        one.address(),
                        one.key().shown(),
                        one.since().toString()) + "\n";
    }

    private static List<Known> read(Path file) throws IOException {
        List<Known> known = new ArrayList<>();
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES);
        } catch (NoSuchFileException none) {
            return known;
        }
        new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> {
            Known one = parse(line);
            if (one != null) {
                known.add(one);
            }
        });
        return known;
    }

    /** A line that is none of ours is nothing. */
    private static @Nullable Known parse(String line) {
        List<String> words = List.of(line.strip().split(" ", -1));
        if (words.size() != 4 || !ROOM.matcher(words.get(0)).matches()) {
            return null;
        }
        try {
            Fingerprint key = new Fingerprint(words.get(2).replace(":", "").toLowerCase(Locale.ROOT));
            return new Known(words.get(0), words.get(1), key, LocalDate.parse(words.get(3)));
        } catch (IllegalArgumentException | DateTimeException damaged) {
            return null;
        }
    }

    /**
     * The lock, null where somebody keeps it too long. It is asked for again and again, for Java waits for a file's lock
     * without a bound or not at all, and not for one of this process.
     */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        for (int i = 0; i < LOCK_TRIES; i++) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException inThisProcess) {
                // Another thread has it: as good as another process.
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOCK_PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }
}
