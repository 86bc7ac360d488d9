/** Timeouts that cost next to nothing while they are kept, and what else is done in time. */
@NullMarked
package dev.weir.time;

import org.jspecify.annotations.NullMarked;
