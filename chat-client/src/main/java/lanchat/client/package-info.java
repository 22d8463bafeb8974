/**
 * The program a member runs: its command line, its two threads, and how it ends. Start with {@link
 * lanchat.client.ChatClient}.
 */
@NullMarked
package lanchat.client;

import org.jspecify.annotations.NullMarked;
