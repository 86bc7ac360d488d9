/**
 * The core: who may call the backend, who waits, who is shed. It knows {@code java.*} only, so that
 * it can be taken into any program; {@link dev.weir.gate.strategy.Strategies} makes the gates.
 */
@NullMarked
package dev.weir.gate;

import org.jspecify.annotations.NullMarked;
