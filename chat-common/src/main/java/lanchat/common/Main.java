package lanchat.common;

/**
 * Where both programs begin: starts the command named in the jar, or, on a Java that is too old for it, says so.
 *
 * <p>Compiled for Java 8, so that an old Java can load it and answer with a sentence instead of a stack trace. It may
 * therefore use nothing newer, and no other class of this project.
 */
public final class Main {
    private static final int OLDEST_JAVA = 17;

    private Main() {}

    /** Runs the jar's command; ends the JVM with status 1 where the Java is too old. */
    public static void main(String[] args) throws Exception {
        String version = System.getProperty("java.specification.version", "");
        String problem = problemWith(version);
        if (problem != null) {
            System.err.println(problem);
            System.exit(1);
        }
        String command;
        try (java.io.InputStream named = Main.class.getResourceAsStream("/lanchat-main.txt")) {
            if (named == null) {
                throw new IllegalStateException("the jar names no command in lanchat-main.txt");
            }
            command = word(named);
        }
        Class.forName(command).getMethod("main", String[].class).invoke(null, (Object) args);
    }

    /** All of it, without the line end. Byte by byte: a Scanner would get ready for languages first, a twentieth of the start. */
    private static String word(java.io.InputStream in) throws java.io.IOException {
        StringBuilder word = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            word.append((char) b);
        }
        return word.toString().trim();
    }

    /** The sentence for a Java of this specification version ("1.8", "11", "17"), or null where it is new enough. */
    static String problemWith(String version) {
        String number = version.startsWith("1.") ? version.substring(2) : version;
        int major;
        try {
            major = Integer.parseInt(number);
        } catch (NumberFormatException unknown) {
            return null; // A version that cannot be read is newer than this code: let it try.
        }
        if (major >= OLDEST_JAVA) {
            return null;
        }
        return "This needs Java " + OLDEST_JAVA + " or newer, and this is Java " + major
                + ". Install a newer Java (for example from adoptium.net) and run the same command again.";
    }
}
