/**
 * The core: which requests may call the backend, which wait, which are shed. It knows {@code
 * java.*} only, so that it can be taken into any program; a {@link dev.weir.gate.strategy.Strategy}
 * opens a gate.
 */
@NullMarked
package dev.weir.gate;

import org.jspecify.annotations.NullMarked;
