/** Time limits that cost next to nothing while they are kept, and waits that end together. */
@NullMarked
package dev.weir.time;

import org.jspecify.annotations.NullMarked;
