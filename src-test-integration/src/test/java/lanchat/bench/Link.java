package lanchat.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A member's connection, encrypted or not, that never waits. For one thread. */
interface Link {
    /** Reads what there is into the buffer; the number of bytes, 0 if there is nothing yet, -1 at the end. */
    int read(ByteBuffer into) throws IOException;

    /** Writes as much as goes and takes it from {@code out}; false if something is left to be written later. */
    boolean write(Bytes out) throws IOException;

    /** A connection as it is. */
    static Link plain(SocketChannel channel) {
        return new Link() {
            @Override
            public int read(ByteBuffer into) throws IOException {
                return channel.read(into);
            }

            @Override
            public boolean write(Bytes out) throws IOException {
                out.take(channel.write(ByteBuffer.wrap(out.array(), out.start(), out.end() - out.start())));
                return out.isEmpty();
            }
        };
    }
}
