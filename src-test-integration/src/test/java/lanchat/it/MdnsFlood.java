package lanchat.it;

import java.io.ByteArrayOutputStream;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A program that announces by mDNS, from its machine's address, thousands of services and kinds of services that are not. */
final class MdnsFlood {
    private static final int PORT = 5353;
    private static final int PACKETS = 4_000;
    private static final int RECORDS = 10;
    private static final long PAUSE_NANOS = 500_000;

    private MdnsFlood() {}

    /** Announces from the address in the first word. */
    public static void main(String[] words) throws Exception {
        InetAddress from = InetAddress.getAllByName(words[0])[0];
        InetAddress everybody = InetAddress.getAllByName("224.0.0.251")[0];
        try (MulticastSocket socket = new MulticastSocket(new InetSocketAddress(from, PORT))) {
            socket.setNetworkInterface(NetworkInterface.getByInetAddress(from));
            socket.setTimeToLive(255);
            for (int packet = 0; packet < PACKETS; packet++) {
                byte[] bytes = answer(packet);
                socket.send(new DatagramPacket(bytes, bytes.length, everybody, PORT));
                LockSupport.parkNanos(PAUSE_NANOS); // What comes too fast is lost, and harms nobody.
            }
        }
    }

    /** RFC 1035, section 4: half of it names of services, half kinds of them (RFC 6763, section 9). */
    private static byte[] answer(int packet) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        shorts(out, 0, 0x8400, 0, RECORDS, 0, 0);
        for (int i = 0; i < RECORDS; i++) {
            String kind = "_k" + (packet * RECORDS + i);
            byte[] owner =
                    i % 2 == 0 ? name("x", kind, "_tcp", "local") : name("_services", "_dns-sd", "_udp", "local");
            byte[] target = name(kind, "_tcp", "local");
            out.writeBytes(owner);
            shorts(out, 12, 1, 1, 0x86A0, target.length); // PTR, IN, a day and more
            out.writeBytes(target);
        }
        return out.toByteArray();
    }

    private static byte[] name(String... labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : labels) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return out.toByteArray();
    }

    private static void shorts(ByteArrayOutputStream out, int... values) {
        for (int value : values) {
            out.write(value >> 8);
            out.write(value);
        }
    }
}
