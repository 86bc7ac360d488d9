/** Time limits that cost next to nothing while they are kept. */
@NullMarked
package dev.weir.time;

import org.jspecify.annotations.NullMarked;
