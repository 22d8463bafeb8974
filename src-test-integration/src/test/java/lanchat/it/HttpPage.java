package lanchat.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser is given at a server's port, as bytes and as a text that shows what one reads there. */
final class HttpPage {
    private static final Pattern COMMAND = Pattern.compile("java -jar \\S*chat-client\\.jar( [^\\s`<]+)+");

    private final String head;
    private final String body;

    private HttpPage(String head, String body) {
        this.head = head;
        this.body = body;
    }

    /** Asks for the page as a browser does. */
    static HttpPage of(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nUser-Agent: Mozilla/5.0\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String[] parts = answer.split("\r?\n\r?\n", 2);
            return new HttpPage(parts[0], parts.length == 2 ? parts[1] : "");
        }
    }

    /** Whether there is a page, and no error. */
    boolean isFound() {
        return head.matches("(?s)HTTP/1\\.1 200 .*");
    }

    /** The first command on the page that starts the client. */
    String command() {
        Matcher command = COMMAND.matcher(String.join("\n", lines()));
        if (!command.find()) {
            throw new IllegalStateException("the page names no command: " + body);
        }
        return command.group();
    }

    /** What one reads, in lines of so many characters. */
    List<String> text(int columns) {
        List<String> folded = new ArrayList<>();
        for (String line : lines()) {
            String rest = line;
            while (rest.length() > columns) {
                int space = rest.lastIndexOf(' ', columns);
                int cut = space <= 0 ? columns : space;
                folded.add(rest.substring(0, cut));
                rest = rest.substring(cut).stripLeading();
            }
            folded.add(rest);
        }
        return folded;
    }

    private List<String> lines() {
        String text = body.replaceAll("(?is)<!--.*?-->|<(head|style|script)\\b.*?</\\1>|<title>.*?</title>", "");
        StringBuilder shown = new StringBuilder();
        boolean verbatim = false;
        for (String piece : text.split("(?=<)|(?<=>)", -1)) {
            if (piece.matches("(?is)</?pre\\b.*")) {
                verbatim = !piece.startsWith("</");
                shown.append("\n\n");
            } else if (piece.matches("(?is)<li\\b.*")) {
                shown.append("\n- ");
            } else if (piece.matches("(?is)<(br|/?tr|/?dt|/?dd|/li)\\b.*")) {
                shown.append('\n');
            } else if (piece.matches("(?is)</?(p|h[1-6]|ul|ol|table|div|section|main|header|footer)\\b.*")) {
                shown.append("\n\n");
            } else if (piece.matches("(?is)</t[dh]\\b.*")) {
                shown.append("   ");
            } else if (!piece.startsWith("<")) {
                shown.append(verbatim ? piece.replaceAll("(?m)^(?=.)", "    ") : piece.replaceAll("\\s+", " "));
            }
        }
        String plain = shown.toString()
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
        return plain.replaceAll("(?m)[ \\t]+$", "")
                .replaceAll("\n{3,}", "\n\n")
                .strip()
                .lines()
                .map(line -> line.startsWith("    ") ? line : line.strip())
                .toList();
    }
}
