/**
 * A load that does not wait for responses: {@link dev.weir.lab.load.Generator} sends what an {@link
 * dev.weir.lab.load.Workload} asks for, when it is due, and says how each request ended.
 */
@NullMarked
package dev.weir.lab.load;

import org.jspecify.annotations.NullMarked;
