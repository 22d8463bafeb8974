package lanchat.common;

import java.util.function.Consumer;

/**
 * Where a stream is inside a telnet command (RFC 854), kept from byte to byte. Every offer and every demand is declined:
 * some telnet programs show nothing until they are answered.
 */
final class TelnetFilter {
    static final byte IAC = (byte) 255;
    private static final byte DONT = (byte) 254;
    private static final byte DO = (byte) 253;
    private static final byte WONT = (byte) 252;
    private static final byte WILL = (byte) 251;
    private static final byte BEGIN_PARAMETERS = (byte) 250;
    private static final byte END_PARAMETERS = (byte) 240;

    private enum Place {
        TEXT,
        COMMAND,
        OPTION,
        PARAMETERS,
        COMMAND_IN_PARAMETERS
    }

    private final Consumer<byte[]> answers;
    private Place place = Place.TEXT;
    private byte verb;

    TelnetFilter(Consumer<byte[]> answers) {
        this.answers = answers;
    }

    /** An IAC has come in the text. */
    void begin() {
        place = Place.COMMAND;
    }

    boolean insideCommand() {
        return place != Place.TEXT;
    }

    /** Takes a byte of the command; true when it turns out to be a byte of the text after all. */
    boolean take(byte b) {
        switch (place) {
            case COMMAND -> {
                place = afterCommand(b);
                return b == IAC;
            }
            case OPTION -> {
                place = Place.TEXT;
                answer(b);
            }
            case PARAMETERS -> {
                if (b == IAC) {
                    place = Place.COMMAND_IN_PARAMETERS;
                }
            }
            case COMMAND_IN_PARAMETERS -> place = b == END_PARAMETERS ? Place.TEXT : Place.PARAMETERS;
            case TEXT -> throw new IllegalStateException("no telnet command has begun");
        }
        return false;
    }

    private Place afterCommand(byte b) {
        if (b == DO || b == DONT || b == WILL || b == WONT) {
            verb = b;
            return Place.OPTION;
        }
        return b == BEGIN_PARAMETERS ? Place.PARAMETERS : Place.TEXT;
    }

    private void answer(byte option) {
        if (verb == DO) {
            answers.accept(new byte[] {IAC, WONT, option});
        } else if (verb == WILL) {
            answers.accept(new byte[] {IAC, DONT, option});
        }
    }
}
