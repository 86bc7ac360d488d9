/** What Weir says in the body of an answer that is its own and not the backend's. */
@NullMarked
package dev.weir.problem;

import org.jspecify.annotations.NullMarked;
