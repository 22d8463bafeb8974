package lanchat.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes keys with the keytool that is in every Java, in a process of its own: takes about a second, once in a home's
 * life. Safe for use by any thread.
 */
public final class Keytool {
    private static final long HANG_SECONDS = 60;
    private static final String PASSWORD_VARIABLE = "LANCHAT_STORE_PASSWORD";

    /** Long enough that nobody lives to see it expire. The other end does not look at it: it knows the key, or it does not. */
    private static final String DAYS_VALID = "36500";

    private final Path program;

    /** The one of the Java that runs us. */
    public Keytool() {
        this(Path.of(System.getProperty("java.home"), "bin", "keytool"));
    }

    /** This one. */
    public Keytool(Path program) {
        this.program = program;
    }

    /**
     * Makes a new key and its certificate in a file that is not there yet.
     *
     * @throws IOException when that can't be done; its message says why
     */
    void makeKey(Path file) throws IOException {
        // Only little of the tool is worth compiling, and it should take no more than one of the processors.
        ProcessBuilder builder = new ProcessBuilder(List.of(
                program.toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                // The password is no secret, so that hashing it ten thousand times would only slow down each start.
                "-J-Dkeystore.pkcs12.keyPbeIterationCount=1",
                "-J-Dkeystore.pkcs12.certPbeIterationCount=1",
                "-J-Dkeystore.pkcs12.macIterationCount=1",
                "-genkeypair",
                "-alias",
                "lanchat",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-dname",
                "CN=lanchat",
                "-startdate",
                "-1d", // Clocks differ.
                "-validity",
                DAYS_VALID,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass:env",
                PASSWORD_VARIABLE));
        builder.environment().put(PASSWORD_VARIABLE, OwnKey.PASSWORD);
        Process tool = builder.redirectErrorStream(true).start();
        try {
            tool.getOutputStream().close();
            String said = said(tool);
            if (!tool.waitFor(HANG_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("keytool did not end within " + HANG_SECONDS + " seconds");
            }
            if (tool.exitValue() != 0 || !Files.isRegularFile(file)) {
                throw new IOException("keytool says: " + CleanText.line(said).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while making it", e);
        } finally {
            tool.destroyForcibly();
        }
        OwnerOnly.close(file);
    }

    private static String said(Process tool) throws IOException {
        try (InputStream out = tool.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
