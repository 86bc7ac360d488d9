/** What Weir writes to its logs, in which form, and how no reader of them can hold a request up. */
@NullMarked
package dev.weir.log;

import org.jspecify.annotations.NullMarked;
