package lanchat.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file in a home that has a server's key, one for all rooms there, or a client's. It is made by the first who misses
 * it, and never written again: of several that start at once, the first to have made a key wins, and all use that one.
 *
 * <p>For one thread at a time.
 */
public final class KeyFile {
    /** The file's name. */
    public static final String NAME = "key.p12";

    private static final String MAKING = ".new-key";
    private static final int MOST_BYTES = 64 * 1024;

    private final KeyOwner owner;
    private final Path directory;
    private final Path file;
    private final Keytool keytool;
    private final List<String> remarks = new ArrayList<>();

    /** The key of the servers, or clients, that keep what they keep in this directory. */
    public KeyFile(KeyOwner owner, Path directory, Keytool keytool) {
        this.owner = owner;
        this.directory = directory;
        this.file = directory.resolve(NAME);
        this.keytool = keytool;
    }

    /**
     * A server's key that nobody keeps: it ends with the server.
     *
     * @throws KeyProblem when none can be made
     */
    public static OwnKey inMemory(Keytool keytool) throws KeyProblem {
        try {
            Path directory = OwnerOnly.temporaryDirectory(
                    Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath(), "lanchat-key");
            try {
                Path made = directory.resolve(NAME);
                keytool.makeKey(made);
                return OwnKey.read(bytes(made));
            } finally {
                clear(directory);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyProblem("The server can't make itself a key (" + e.getMessage() + ").", e);
        }
    }

    /**
     * Reads the key, and makes it where there is none.
     *
     * @throws KeyProblem when there is none that can be used, or none can be made
     */
    public OwnKey open() throws KeyProblem {
        try {
            OwnerOnly.makeDirectory(directory);
        } catch (IOException | UnsupportedOperationException no) {
            throw cannotKeep(no);
        }
        OwnKey key = read();
        if (key == null) {
            make();
            key = read();
        }
        if (key == null) {
            throw new KeyProblem("The key has just been made, and is gone again: " + file + ".");
        }
        return key;
    }

    /** What its owner should know of it, in sentences. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /**
     * Writes the key to a file that is not there yet, for its owner only.
     *
     * @throws KeyProblem when there is no key, or it can't be written there
     */
    public void export(Path to) throws KeyProblem {
        try {
            byte[] key = bytes(file);
            Files.createFile(to, OwnerOnly.file());
            Files.write(to, key);
        } catch (FileAlreadyExistsException there) {
            throw new KeyProblem(CleanText.line(to.toString()) + " is there already. Name a file that is not.", there);
        } catch (IOException no) {
            throw new KeyProblem(
                    "The key can't be written to " + CleanText.line(to.toString()) + " (" + why(no) + ").", no);
        }
    }

    /**
     * Takes the key of another file for the one here.
     *
     * @param replace whether to put away another key that is here
     * @return the key
     * @throws KeyProblem when there is no key in the file, or another one here
     */
    public OwnKey take(Path from, boolean replace) throws KeyProblem {
        byte[] content;
        OwnKey key;
        try {
            try (InputStream in = Files.newInputStream(from)) {
                content = in.readNBytes(MOST_BYTES);
            }
            key = OwnKey.read(content);
        } catch (IOException | GeneralSecurityException none) {
            throw new KeyProblem(
                    "There is no key to be read in " + CleanText.line(from.toString()) + " (" + why(none) + ").", none);
        }
        try {
            OwnerOnly.makeDirectory(directory);
            OwnKey here = read();
            if (here != null && here.fingerprint().equals(key.fingerprint())) {
                return key;
            }
            if (here != null) {
                putAway(here, replace);
            }
            OwnerOnly.replace(file, content);
            return key;
        } catch (IOException | UnsupportedOperationException no) {
            throw no instanceof KeyProblem said ? said : cannotKeep(no);
        }
    }

    private void putAway(OwnKey here, boolean replace) throws IOException {
        if (!replace) {
            throw new KeyProblem("There is another key here already (in words: "
                    + here.fingerprint().words() + "), and names that are its would no longer be yours. If you"
                    + " want that, say --replace.");
        }
        Path old = directory.resolve(NAME + ".old");
        if (Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
            throw new KeyProblem(old + " is there already. Put it elsewhere, and try again.");
        }
        Files.move(file, old);
    }

    /** Java's messages for some exceptions are the file's name only. */
    private static String why(Exception e) {
        return e instanceof NoSuchFileException
                ? "there is no such file or directory"
                : e instanceof AccessDeniedException ? "that is not allowed" : CleanText.line("" + e.getMessage());
    }

    private @Nullable OwnKey read() throws KeyProblem {
        try {
            BasicFileAttributes what = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (what.isSymbolicLink()) {
                throw new KeyProblem(file + " is a link, and who can change where it leads could give " + owner.who()
                        + " another key. Put the file itself there, or delete the link: a new key is made then.");
            }
            if (!what.isRegularFile()) {
                throw new KeyProblem(file + " should be the file with the key of " + owner.who()
                        + ", and is no file. Give it another name, or name another place with --home DIRECTORY.");
            }
            keepFromOthers();
            return OwnKey.read(bytes(file));
        } catch (NoSuchFileException none) {
            return null;
        } catch (AccessDeniedException closed) {
            throw new KeyProblem(
                    "The key of " + owner.who() + " in " + file
                            + " may not be read. Make it readable for the account that runs " + owner.who()
                            + ", or name another place with --home DIRECTORY.",
                    closed);
        } catch (KeyProblem said) {
            throw said;
        } catch (IOException | GeneralSecurityException damaged) {
            throw new KeyProblem(
                    "There is no key to be read in " + file + " (" + damaged.getMessage() + "). Put a copy of the old"
                            + " one there; or delete it, and a new one is made" + owner.meaning() + ".",
                    damaged);
        }
    }

    private void keepFromOthers() throws IOException {
        if (!OwnerOnly.isOpenToOthers(file)) {
            return;
        }
        String why = "";
        try {
            OwnerOnly.close(file);
        } catch (IOException no) {
            why = " (" + no.getMessage() + ")";
        }
        if (OwnerOnly.isOpenToOthers(file)) {
            throw new KeyProblem(
                    "Others can read the key of " + owner.who() + " in " + file + ", and that can't be changed" + why
                            + ". Make it readable for its owner only, or name another place with --home DIRECTORY.");
        }
        remarks.add("Others could read the key of " + owner.who() + " in " + file
                + " until now. If somebody may have copied it, " + owner.afterTheft() + ".");
    }

    private void make() throws KeyProblem {
        try {
            Path making = OwnerOnly.temporaryDirectory(directory, MAKING);
            try {
                Path made = making.resolve(NAME);
                keytool.makeKey(made);
                force(made, StandardOpenOption.WRITE);
                publish(made);
            } finally {
                clear(making);
            }
            forceDirectory(directory);
        } catch (IOException | UnsupportedOperationException no) {
            throw cannotKeep(no);
        }
    }

    private KeyProblem cannotKeep(Exception no) {
        return new KeyProblem(
                "No key for " + owner.who() + " can be made in " + directory + " (" + why(no)
                        + "). Name another place with --home DIRECTORY" + owner.otherwise() + ".",
                no);
    }

    /** Gives it its name at once and as a whole, unless somebody else has been quicker. */
    private void publish(Path made) throws IOException {
        try {
            Files.createLink(file, made);
        } catch (FileAlreadyExistsException quicker) {
            // There is a key, and it is as good as this one.
        } catch (IOException | UnsupportedOperationException noLinksHere) {
            try {
                Files.move(made, file); // Not over one that is there.
            } catch (FileAlreadyExistsException quicker) {
                // Likewise.
            }
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        // Whoever has put a link there since the look at it gets nothing from it.
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] all = in.readNBytes(MOST_BYTES + 1);
            if (all.length > MOST_BYTES) {
                throw new IOException("it is far too long");
            }
            return all;
        }
    }

    private static void forceDirectory(Path directory) {
        try {
            force(directory, StandardOpenOption.READ);
        } catch (IOException cannotBeForced) {
            // Windows can't open a directory. A key that a power failure takes away again has not been seen by many.
        }
    }

    private static void force(Path path, StandardOpenOption open) throws IOException {
        try (FileChannel channel = FileChannel.open(path, open)) {
            channel.force(true);
        }
    }

    private static void clear(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            for (Path one : all.toList()) {
                Files.deleteIfExists(one);
            }
        }
        Files.deleteIfExists(directory);
    }
}
