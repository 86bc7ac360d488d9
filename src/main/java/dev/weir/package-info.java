/** Where it all comes together: {@link dev.weir.Server}. */
@NullMarked
package dev.weir;

import org.jspecify.annotations.NullMarked;
