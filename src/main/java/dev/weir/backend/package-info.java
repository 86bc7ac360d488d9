/**
 * What is protected. A {@link dev.weir.backend.Backend} knows neither the gate nor the server, and
 * nothing else of Weir.
 */
@NullMarked
package dev.weir.backend;

import org.jspecify.annotations.NullMarked;
