package lanchat.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import lanchat.common.Event;
import lanchat.common.Json;
import lanchat.common.Message;
import lanchat.common.Person;
import lanchat.common.Reply;
import lanchat.common.Wire;

/** What programs say first that are none of ours, or only pretend to be. */
final class OtherPrograms {
    /** By the program, what it says to a server that it takes for one of its own. */
    static final Map<String, byte[]> GREETINGS = greetings();

    private OtherPrograms() {}

    private static Map<String, byte[]> greetings() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("ssh", text("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n"));
        all.put("ssh scanner", text("SSH-2.0-Go\r\n"));
        all.put("rdp", hex("0300001300 0ee0 0000 0000 0001 0008 0003 000000"));
        all.put(
                "rdp with cookie",
                join(hex("0300002b26e00000000000"), text("Cookie: mstshash=hello\r\n"), hex("0100080003000000")));
        all.put("socks 4", hex("04010050 7f000001 00"));
        all.put("socks 5", hex("050100"));
        all.put(
                "smb",
                join(hex("00000054"), hex("ff"), text("SMB"), hex("72000000001801280000000000000000000000000000")));
        all.put("postgres", hex("0000000804d2162f"));
        all.put("mqtt", join(hex("100c0004"), text("MQTT"), hex("0402003c0000")));
        all.put("ldap", hex("300c020101600702010304008000"));
        all.put("dns", hex("001e0006010000010000000000000776657273696f6e0462696e640000100003"));
        all.put("http", text("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        all.put("http 2", text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        all.put("proxy", text("CONNECT example.com:443 HTTP/1.1\r\n\r\n"));
        all.put("sslv2", hex("802e0100020015000000100100800200800600400400800700c0030080"));
        return all;
    }

    /** What a guest in TLS sends first. */
    static byte[] clientHello() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            SSLEngine guest = context.createSSLEngine();
            guest.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(guest.getSession().getPacketBufferSize());
            var unused = guest.wrap(ByteBuffer.allocate(0), hello);
            hello.flip();
            byte[] bytes = new byte[hello.remaining()];
            hello.get(bytes);
            return bytes;
        } catch (GeneralSecurityException | SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server's introduction with these tricks in it. */
    static byte[] hostileIntroduction(String tricks) {
        return lines(
                new Reply.Notice(tricks),
                new Reply.Server(Wire.VERSION, "room" + tricks, tricks, List.of(tricks), List.of(tricks)));
    }

    /** All that a server can have its client show, with these tricks in it; at the end Mallory says so. */
    static byte[] hostileRoom(String tricks) {
        Person person = new Person("P" + tricks, tricks, tricks, true, 1L, 1L);
        return lines(
                new Reply.Welcome("me", "Ann" + tricks, 1, List.of(person), 3, false, 0, true),
                new Event.Said(1, 0, tricks, 1, "M" + tricks, tricks, tricks),
                new Event.Joined(2, 0, tricks, 1, "M" + tricks, tricks, tricks),
                new Event.Acted(3, 0, tricks, 1, "M" + tricks, tricks, tricks),
                new Event.Whispered(4, 0, tricks, 1, "M" + tricks, "me", tricks, tricks, tricks),
                new Event.Whispered(5, 0, "me", 1, "M" + tricks, tricks, tricks, tricks, tricks),
                new Event.Renamed(6, 0, tricks, 1, "M" + tricks, tricks, tricks, tricks),
                new Event.Renamed(7, 0, "me", 1, "M" + tricks, tricks, tricks, tricks),
                new Event.Left(8, 0, tricks, 1, "M" + tricks, tricks, tricks),
                new Reply.Refused(9, tricks, tricks),
                new Reply.Refused(0, tricks, tricks),
                new Reply.People(List.of(person), -5),
                new Reply.Notice(tricks),
                new Reply.History(1, false, tricks),
                new Event.Said(1, 0, tricks, 1, "M" + tricks, tricks, tricks),
                Reply.Now.at(1),
                new Event.Said(20, 0, "m", 1, "Mallory", "the end", null));
    }

    private static byte[] lines(Message... messages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Message message : messages) {
            out.writeBytes(Json.bytes(message));
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
