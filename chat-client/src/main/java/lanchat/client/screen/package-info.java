/** What a member sees and types on: a terminal or two pipes. Nothing here knows of a socket. */
@NullMarked
package lanchat.client.screen;

import org.jspecify.annotations.NullMarked;
