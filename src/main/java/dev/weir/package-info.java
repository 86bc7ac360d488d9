/** Where it all comes together: {@link dev.weir.Weir}. */
@NullMarked
package dev.weir;

import org.jspecify.annotations.NullMarked;
