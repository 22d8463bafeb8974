package lanchat.common;

/** Asks the JVM to leave signals of the operating system unheard, where it knows how. */
public final class Signals {
    private Signals() {}

    /**
     * Ignores a signal, named without its SIG, for the rest of this process's life.
     *
     * @return false where this JVM or system has no such signal, or keeps it for itself
     */
    public static boolean ignore(String name) {
        try {
            // By reflection, because the class is no part of Java itself, and javac rightly warns of it.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ignored = handler.getField("SIG_IGN").get(null);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ignored);
            return true;
        } catch (ReflectiveOperationException notHere) {
            // Nothing is wrong: the signal then does what it does by default.
            return false;
        }
    }
}
