/** A backend that computes how long its calls take, and fails as it is told to. */
@NullMarked
package dev.weir.backend.simulated;

import org.jspecify.annotations.NullMarked;
