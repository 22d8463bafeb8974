package lanchat.client.link;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a {@link Pulse} of every byte that comes. */
final class HeardInput extends FilterInputStream {
    private final Pulse pulse;

    HeardInput(InputStream in, Pulse pulse) {
        super(in);
        this.pulse = pulse;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        pulse.heard(System.nanoTime());
        return read;
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
        int read = super.read(bytes, start, length);
        pulse.heard(System.nanoTime());
        return read;
    }
}
