package lanchat.client.link;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import lanchat.common.Chain;
import lanchat.common.CleanText;
import lanchat.common.OwnerOnly;
import lanchat.common.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is kept: a few lines of text, and one more for each new position. Only whole lines count, so that being
 * killed in the middle of one does no harm.
 *
 * <pre>
 * lanchat session 1
 * room 4f59c7545d4cfbb7
 * name Pavan Kumar
 * secret 5b7e...
 * chain 12 3 9f86d081...
 * seen 12 0eac9603
 * </pre>
 *
 * <p>A {@code chain} says what was counted of what was said in public: up to where, since when, and its digest. It holds if
 * it is as far as the position behind it.
 *
 * <p>A lock on a file beside it keeps a second client out while it is used. Owned by one {@link Session}, and for one
 * thread at a time.
 */
final class SessionFile implements Closeable {
    /** How the name of the lock's file ends. */
    static final String LOCK = ".lock";

    private static final String FIRST_LINE = "lanchat session 1";
    private static final long LONGEST = 64 * 1024;
    /** More than is ever written here. */
    private static final int MOST_BYTES = 1024 * 1024;

    /** What was kept: the secret, how far the log had been shown, and what was counted of it. */
    record Kept(String secret, Position seen, Proof.@Nullable Words counted) {}

    private final Path file;
    private final FileChannel lock;
    private String head = "";
    private @Nullable FileChannel out;

    private SessionFile(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Takes the file for this client alone; null while another one has it. */
    static @Nullable SessionFile open(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + LOCK);
        FileChannel channel =
                FileChannel.open(beside, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file());
        boolean taken = false;
        try {
            FileLock ours = channel.tryLock();
            taken = ours != null;
        } catch (OverlappingFileLockException alsoInThisProcess) {
            // Then it is not taken, just as when another process has it.
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return taken ? new SessionFile(file, channel) : null;
    }

    /** What was kept here for this room; null where there is nothing that can be read. */
    @Nullable
    Kept read(String room) throws IOException {
        String text;
        // Where a link leads is for who made it to say: there is no secret of ours there.
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException none) {
            return null;
        }
        String secret = "";
        Position seen = Position.NONE;
        Proof.Words counted = null;
        boolean ours = text.startsWith(FIRST_LINE + "\n") && text.contains("\nroom " + room + "\n");
        // What stands behind the last line end was not written to its end.
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words.length == 2 && words[0].equals("secret")) {
                secret = words[1];
            } else if (words.length == 3 && words[0].equals("seen")) {
                seen = position(words[1], words[2], seen);
            } else if (words.length == 4 && words[0].equals("chain") && Chain.isDigest(words[3])) {
                counted = counted(words[1], words[2], words[3]);
            }
        }
        return ours && Secret.isOne(secret) ? new Kept(secret, seen, counted) : null;
    }

    private static Position position(String seq, String sum, Position otherwise) {
        try {
            return new Position(Long.parseLong(seq), sum);
        } catch (NumberFormatException damaged) {
            return otherwise;
        }
    }

    private static Proof.@Nullable Words counted(String seq, String since, String digest) {
        try {
            return new Proof.Words(Long.parseLong(since), Long.parseLong(seq), digest);
        } catch (NumberFormatException damaged) {
            return null;
        }
    }

    /** Begins the file anew; in place as a whole, or not at all. */
    void begin(String room, String name, String secret, Position seen, Proof.@Nullable Words counted)
            throws IOException {
        head = FIRST_LINE + "\nroom " + room + "\nname " + CleanText.line(name) + "\nsecret " + secret + "\n";
        rewrite(seen, counted);
    }

    /** Notes a position. */
    void write(Position seen, Proof.@Nullable Words counted) throws IOException {
        FileChannel channel = out;
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            out = channel;
        } else if (channel.size() > LONGEST) {
            rewrite(seen, counted);
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines(seen, counted).getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void rewrite(Position seen, Proof.@Nullable Words counted) throws IOException {
        closeOut();
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        Files.createFile(whole, OwnerOnly.file());
        Files.writeString(whole, head + lines(seen, counted));
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** There is no such session any more. */
    void delete() throws IOException {
        closeOut();
        Files.deleteIfExists(file);
    }

    private static String lines(Position seen, Proof.@Nullable Words counted) {
        String chain = counted == null || counted.seq() != seen.seq()
                ? ""
                : "chain " + counted.seq() + " " + counted.since() + " " + counted.digest() + "\n";
        return seen.seq() == 0 ? "" : chain + "seen " + seen.seq() + " " + seen.sum() + "\n";
    }

    private void closeOut() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeOut();
        lock.close(); // The file itself stays, for whoever waits for it has it open.
    }
}
