/** What both command lines share beside their options: a file of options, pages of help, the version. */
@NullMarked
package lanchat.common.options;

import org.jspecify.annotations.NullMarked;
