/** A backend that computes how long its calls take, and fails as its settings say. */
@NullMarked
package dev.weir.backend.simulated;

import org.jspecify.annotations.NullMarked;
