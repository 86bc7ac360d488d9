/**
 * The edge: where a request comes in and its answer goes out. {@link dev.weir.edge.Edge} takes the
 * requests, {@link dev.weir.edge.Exchange} is the way of one of them.
 */
@NullMarked
package dev.weir.edge;

import org.jspecify.annotations.NullMarked;
