/**
 * The edge: where a request comes in and its response goes out. {@link dev.weir.edge.EdgeRouting}
 * says which layers it passes, {@link dev.weir.edge.Edge} takes it to the gate, and {@link
 * dev.weir.edge.Exchange} is the rest of its way.
 */
@NullMarked
package dev.weir.edge;

import org.jspecify.annotations.NullMarked;
