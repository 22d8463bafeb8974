package lanchat.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import lanchat.common.Threads;

/**
 * An output that never makes its writers wait: a thread of its own passes everything on. Standard error goes through
 * one, because the logger writes where it is called, and a terminal stopped with Ctrl-S would stop every thread that
 * has something to log.
 *
 * <p>While more than {@link #MAX_BYTES} wait, what comes is dropped, and afterwards it says how much. Owns its thread;
 * any thread may write. Its monitor guards all fields and is never held while anything is passed on.
 */
final class DetachedOutput extends OutputStream {
    /** So much may wait to be passed on. */
    static final int MAX_BYTES = 256 * 1024;

    private final OutputStream out;
    private final Thread thread;
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private long dropped;
    private boolean passing;
    private boolean broken;

    /** Passes on to this output; {@code name} is what the thread is called. */
    DetachedOutput(OutputStream out, String name) {
        this.out = out;
        this.thread = Threads.platform(name, this::passOn);
        thread.start();
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int start, int length) {
        if (broken || waiting.size() + length > MAX_BYTES) {
            dropped += length;
            return;
        }
        if (dropped > 0) {
            byte[] gap = ("(" + dropped + " bytes of the log were dropped here)\n").getBytes(StandardCharsets.UTF_8);
            waiting.write(gap, 0, gap.length);
            dropped = 0;
        }
        waiting.write(bytes, start, length);
        notifyAll();
    }

    /** Waits until everything has been passed on, but no longer than this: for the end of the program. */
    synchronized void awaitPassedOn(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!broken && (passing || waiting.size() > 0)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    private void passOn() {
        try {
            while (true) {
                byte[] next = takeAll();
                out.write(next);
                out.flush();
                passed();
            }
        } catch (IOException e) {
            // Nobody reads the log any more, and there is nowhere else to say so.
            giveUp();
        } catch (InterruptedException e) {
            giveUp();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized byte[] takeAll() throws InterruptedException {
        while (waiting.size() == 0) {
            wait();
        }
        byte[] all = waiting.toByteArray();
        waiting = new ByteArrayOutputStream();
        passing = true;
        return all;
    }

    private synchronized void passed() {
        passing = false;
        notifyAll();
    }

    private synchronized void giveUp() {
        broken = true;
        notifyAll();
    }
}
