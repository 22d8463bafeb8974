package lanchat.server.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import lanchat.common.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * What a browser finds at the chat's port: a page that says how to come in, and chat-client.jar. It tells nothing of the
 * room. Any thread may ask.
 */
public final class WebPage {
    /** How long one may take over the jar, in milliseconds: two megabytes pass a slow Wi-Fi in a fifth of it. */
    static final int DOWNLOAD_MS = 120_000;

    private static final String STYLE = "body{font:1.1em/1.5 sans-serif;max-width:40em;margin:2em auto;padding:0 1em}"
            + "pre{padding:.7em;border:1px solid #888;overflow:auto}";

    /** The page has one style, and nothing else is let in: no script, no frame, nothing from elsewhere. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final List<Path> places;
    private final int downloadMillis;
    private final Downloads downloads = new Downloads();

    /**
     * A page with the first of these files that is there, looked for each time, so that it may come later.
     *
     * @param places where chat-client.jar can be
     */
    public WebPage(List<Path> places) {
        this(places, DOWNLOAD_MS);
    }

    WebPage(List<Path> places, int downloadMillis) {
        this.places = List.copyOf(places);
        this.downloadMillis = downloadMillis;
    }

    /** Where chat-client.jar is; null where it is not. */
    public @Nullable Path clientJar() {
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                return place;
            }
        }
        return null;
    }

    Downloads downloads() {
        return downloads;
    }

    int downloadMillis() {
        return downloadMillis;
    }

    /**
     * The page, for somebody who has found the room at this address.
     *
     * @param mustEncrypt whether nc is shown out
     */
    byte[] html(Endpoint asked, boolean mustEncrypt) {
        String where = escaped(asked.host()) + " " + asked.port();
        String nc = (mustEncrypt ? "ncat --ssl " : "nc ") + where;
        String html = """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>A chat room on your network</title>
                <style>%s</style>
                </head>
                <body>
                <h1>A chat room on your network</h1>
                <p>At this address is a room of lanchat, a chat in the terminal. To come in:</p>
                <ol>
                <li>You need Java 17 or newer. <code>java -version</code> says which one you have.</li>
                <li>%s</li>
                <li>Open a terminal in the folder where the file is now, and type:
                <pre>java -jar chat-client.jar %s</pre></li>
                </ol>
                <p>Without Java: <code>%s</code>, and your name as the first line.</p>
                </body>
                </html>
                """.formatted(STYLE, jarStep(), where, nc);
        return html.getBytes(StandardCharsets.UTF_8);
    }

    private String jarStep() {
        Path jar = clientJar();
        if (jar == null) {
            return "<strong>This server has no chat-client.jar to hand out:</strong> the file does not lie beside its"
                    + " chat-server.jar. Ask the host for it.";
        }
        return "Save <a href=\"/chat-client.jar\" download>chat-client.jar</a>" + size(jar)
                + ". If the browser warns of such files, choose to keep it.";
    }

    private static String size(Path jar) {
        try {
            return String.format(Locale.ROOT, " (%.1f MB)", Files.size(jar) / 1e6);
        } catch (IOException gone) {
            return ""; // Whoever follows the link is told.
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
