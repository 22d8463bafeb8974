/**
 * The benchmark: drives chat-server.jar, and whichever other chat servers are installed, alike and in turn, checks every
 * line that is delivered while it measures, and writes a table and plots. {@code bench/run} starts it; the README says
 * how. {@link lanchat.bench.BenchCommand} is where to begin reading.
 */
@NullMarked
package lanchat.bench;

import org.jspecify.annotations.NullMarked;
