/**
 * The two jars as their users run them: as processes, over loopback sockets, with nc and telnet, at real terminals.
 * Tests are dialogues between a {@link lanchat.it.ServerProcess} and whoever talks to it.
 */
@NullMarked
package lanchat.it;

import org.jspecify.annotations.NullMarked;
