/**
 * Try before you enforce: strategies that decide about real requests on a clock that is played, a
 * moment later, and refuse none. {@link dev.weir.gate.shadow.Shadow} plays them for one gate.
 */
@NullMarked
package dev.weir.gate.shadow;

import org.jspecify.annotations.NullMarked;
