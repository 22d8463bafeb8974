package lanchat.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import lanchat.common.OwnerOnly;
import lanchat.server.door.ServerTls;

/** Keys for servers and clients under test, made by a server. */
final class ServerKeys {
    /** In a home, the file that has the key. */
    static final Path FILE = Path.of(".lanchat", "server", "key.p12");

    /** In a client's home, the same. */
    static final Path OF_CLIENT = Path.of(".lanchat", "client", "key.p12");

    private static final char[] PASSWORD = "lanchat".toCharArray();

    private ServerKeys() {}

    /** Made once, by the first who wants it. */
    private static final class Made {
        static final Path KEY = make();
    }

    /** A home that is empty but for the same key as all of these have. */
    static Path homeWithKey() {
        return homeWithKey(FILE);
    }

    /** A home that is empty but for the same key as all of these have, in this file. */
    static Path homeWithKey(Path file) {
        return homeWithKey(file, Made.KEY);
    }

    /** A home that is empty but for this key, in this file. */
    static Path homeWithKey(Path file, Path key) {
        try {
            Path home = Jars.freshHome();
            Path to = home.resolve(file);
            OwnerOnly.makeDirectory(to.resolveSibling("."));
            Files.copy(key, to);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** TLS with that key, for a server in this JVM. */
    static ServerTls tls() throws IOException, GeneralSecurityException {
        KeyStore store = store();
        String alias = store.aliases().nextElement();
        return new ServerTls((PrivateKey) store.getKey(alias, PASSWORD), (X509Certificate) store.getCertificate(alias));
    }

    /** The same, for what is no chat server. */
    static SSLContext context() throws IOException, GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store(), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore store() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Made.KEY)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    /** A file with a key of its own. */
    static Path make() {
        Path home = Jars.freshHome();
        List<String> command = List.of(
                Javas.running().binary().toString(),
                "-Duser.home=" + home,
                "-jar",
                Jars.SERVER.toString(),
                "--no-console",
                "--ephemeral",
                "127.0.0.1",
                "0");
        try (Running server = Running.start(command)) {
            server.out().skipsToLike(ServerProcess.LISTENING.pattern());
            return home.resolve(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
