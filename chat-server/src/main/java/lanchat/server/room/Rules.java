package lanchat.server.room;

import lanchat.common.Name;

/**
 * What the host has set for the room.
 *
 * @param host the host's name, which nobody else may take
 * @param hostIsHere whether somebody reads at the server's terminal, and so can be whispered to
 * @param maxMembers how many may be in the room, the host not counted
 * @param maxPerAddress how many of them from one address; loopback is exempt, for people who share a machine, and
 *     tests, come from there
 */
public record Rules(Name host, boolean hostIsHere, int maxMembers, int maxPerAddress) {
    /** For as many as come. */
    public Rules(Name host, boolean hostIsHere) {
        this(host, hostIsHere, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
