/** The way to the server: the socket and what is said over it. Nothing here knows of a screen. */
@NullMarked
package lanchat.client.link;

import org.jspecify.annotations.NullMarked;
