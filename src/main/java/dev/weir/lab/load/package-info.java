/**
 * A load that does not wait for responses: {@link dev.weir.lab.load.Generator} sends the requests
 * of a {@link dev.weir.lab.load.Workload} when they are due, and says how each ended.
 */
@NullMarked
package dev.weir.lab.load;

import org.jspecify.annotations.NullMarked;
