package lanchat.common;

import java.io.Console;
import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes threads, and asks what the Java that runs us can do: the only class that knows Java versions.
 *
 * <p>Readers are threads that mostly wait for a socket. They are virtual where the JVM has virtual threads, and daemon
 * platform threads elsewhere. Safe for use by any thread.
 */
public final class Threads {
    /** Who waits for the sockets of virtual threads, from 22 on: 1 for a thread of the system, 2 for virtual ones. */
    private static final String POLLERS = "jdk.pollerMode";

    /** How many threads of the system run virtual ones: {@code Thread}, implementation note. */
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    private static final @Nullable VirtualThreads VIRTUAL = VirtualThreads.find();

    private Threads() {}

    /** Whether readers are virtual threads here. */
    public static boolean virtual() {
        return VIRTUAL != null;
    }

    /** Makes readers named with the prefix and a number that counts up from 0. */
    public static ThreadFactory readers(String prefix) {
        AtomicLong made = new AtomicLong();
        return task -> reader(prefix + made.getAndIncrement(), task);
    }

    /** A reader of exactly this name, not started yet. */
    public static Thread reader(String name, Runnable task) {
        return VIRTUAL != null ? VIRTUAL.unstarted(name, task) : platform(name, task);
    }

    /**
     * Says how readers run where they are virtual. A thread of the system waits for the sockets of all of them: a reader
     * then runs one hand-over after its bytes have come, instead of two. And as many threads as half the processors run
     * them, for others of this program need the rest: on a machine of two, one of two was put to sleep and woken again for
     * every few lines, which cost more than to read them. To be called before the first socket and the first reader; what whoever started the
     * JVM has chosen stays.
     */
    public static void setUpReaders() {
        System.getProperties().putIfAbsent(POLLERS, "1");
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        System.getProperties().putIfAbsent(CARRIERS, Integer.toString(half));
    }

    /** A daemon platform thread of this name, not started yet. */
    public static Thread platform(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Whether somebody sits there: both standard input and standard output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // What null means depends on the version, which is what is settled here.
    public static boolean onTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From 22 on there can be a console without a terminal; before, there is no such method and no such
            // console.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot ask the console what it is", e);
        }
    }

    /** {@code Thread.ofVirtual().name(name).unstarted(task)}, by reflection, for this is compiled for Java 17. */
    private record VirtualThreads(Method ofVirtual, Method name, Method unstarted) {
        static @Nullable VirtualThreads find() {
            try {
                // The public interface, for the class behind it is not open to us.
                Class<?> builder = Class.forName("java.lang.Thread$Builder");
                VirtualThreads found = new VirtualThreads(
                        Thread.class.getMethod("ofVirtual"),
                        builder.getMethod("name", String.class),
                        builder.getMethod("unstarted", Runnable.class));
                // In 19 and 20 the methods are there, but only a preview: calling is the only way to know.
                found.ofVirtual.invoke(null);
                return found;
            } catch (ReflectiveOperationException beforeJava21) {
                return null;
            }
        }

        Thread unstarted(String threadName, Runnable task) {
            try {
                return (Thread) unstarted.invoke(name.invoke(ofVirtual.invoke(null), threadName), task);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("virtual threads are there, but none can be made", e);
            }
        }
    }
}
