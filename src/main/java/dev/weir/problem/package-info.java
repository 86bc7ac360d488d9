/** The body of a response that is Weir's own and not the backend's. */
@NullMarked
package dev.weir.problem;

import org.jspecify.annotations.NullMarked;
