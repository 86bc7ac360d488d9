/** Settings that change while Weir runs. */
@NullMarked
package dev.weir.reload;

import org.jspecify.annotations.NullMarked;
