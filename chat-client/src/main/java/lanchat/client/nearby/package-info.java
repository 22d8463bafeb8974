/** Which rooms are announced on this network, heard by mDNS. The only user of JmDNS here; knows nothing of connecting. */
@NullMarked
package lanchat.client.nearby;

import org.jspecify.annotations.NullMarked;
