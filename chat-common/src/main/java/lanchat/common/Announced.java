package lanchat.common;

/** How a room is announced on the network: DNS-SD (RFC 6763) over mDNS (RFC 6762). What both ends have to agree on. */
public final class Announced {
    /** What kind of service a room is; so that {@code avahi-browse _lanchat._tcp} finds it, too. */
    public static final String TYPE = "_lanchat._tcp.local.";

    /** The room's id, by which a room that is heard twice is known to be one. */
    public static final String ROOM = "room";

    /** What the room asks for: {@code password}; not there for nothing. */
    public static final String ASKS = "asks";

    /** The version of the JSON dialect spoken there. */
    public static final String VERSION = "v";

    /** Longest name of a service, in bytes of UTF-8 (RFC 6763, section 4.1.1). */
    public static final int MAX_NAME_BYTES = 63;

    private Announced() {}
}
