package lanchat.server;

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
import lanchat.common.OwnerOnly;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in a server's home that has its key, one for all rooms there. It is made by the first server that misses it,
 * and never written again: of several that start at once, the first to have made a key wins, and all use that one.
 */
final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final String NAME = "key.p12";
    private static final String MAKING = ".new-key";
    private static final int MOST_BYTES = 64 * 1024;

    private final Path directory;
    private final Path file;
    private final Keytool keytool;
    private final List<String> remarks = new ArrayList<>();

    /** The key of the servers that keep their rooms in this directory. */
    KeyFile(Path directory, Keytool keytool) {
        this.directory = directory;
        this.file = directory.resolve(NAME);
        this.keytool = keytool;
    }

    /** A key that nobody keeps: ends with this server. */
    static ServerKey inMemory(Keytool keytool) throws KeyProblem {
        try {
            Path directory = OwnerOnly.temporaryDirectory(
                    Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath(), "lanchat-key");
            try {
                Path made = directory.resolve(NAME);
                keytool.makeKey(made);
                return ServerKey.read(bytes(made));
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
    ServerKey open() throws KeyProblem {
        try {
            OwnerOnly.makeDirectory(directory);
        } catch (IOException | UnsupportedOperationException no) {
            throw cannotKeep(no);
        }
        ServerKey key = read();
        if (key == null) {
            make();
            key = read();
        }
        if (key == null) {
            throw new KeyProblem("The server's key has just been made, and is gone again: " + file + ".");
        }
        return key;
    }

    /** What the host should know of it, in sentences. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private @Nullable ServerKey read() throws KeyProblem {
        try {
            BasicFileAttributes what = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (what.isSymbolicLink()) {
                throw new KeyProblem(file + " is a link, and who can change where it leads could give this server"
                        + " another key. Put the file itself there, or delete the link: a new key is made then.");
            }
            if (!what.isRegularFile()) {
                throw new KeyProblem(file + " should be the file with the server's key, and is no file. Give it another"
                        + " name, or name another place with --home DIRECTORY.");
            }
            keepFromOthers();
            return ServerKey.read(bytes(file));
        } catch (NoSuchFileException none) {
            return null;
        } catch (AccessDeniedException closed) {
            throw new KeyProblem(
                    "The server may not read its key in " + file + ". Make it readable for the account that runs the"
                            + " server, or name another place with --home DIRECTORY.",
                    closed);
        } catch (KeyProblem said) {
            throw said;
        } catch (IOException | GeneralSecurityException damaged) {
            throw new KeyProblem(
                    "There is no key to be read in " + file + " (" + damaged.getMessage() + "). Put a copy of the old"
                            + " one there; or delete it, and a new one is made, which clients that know the old one"
                            + " refuse until they are told --trust-new-key.",
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
            throw new KeyProblem("Others can read the server's key in " + file + ", and that can't be changed" + why
                    + ". Make it readable for its owner only, or name another place with --home DIRECTORY.");
        }
        remarks.add("Others could read the server's key in " + file + " until now. If somebody may have copied it,"
                + " delete it and start again: a new one is made, and clients are told --trust-new-key.");
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
                "The server can't make itself a key in " + directory + " (" + no + "). Name another place with --home"
                        + " DIRECTORY, or keep nothing with --ephemeral.",
                no);
    }

    /** Gives it its name at once and as a whole, unless another server has been quicker. */
    private void publish(Path made) throws IOException {
        try {
            Files.createLink(file, made);
        } catch (FileAlreadyExistsException quicker) {
            LOG.debug("another server has made the key meanwhile");
        } catch (IOException | UnsupportedOperationException noLinksHere) {
            try {
                Files.move(made, file); // Not over one that is there.
            } catch (FileAlreadyExistsException quicker) {
                LOG.debug("another server has made the key meanwhile");
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
            LOG.debug("{} can't be forced to disk: {}", directory, cannotBeForced.getMessage());
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
