/**
 * The edge: where a request comes in and its answer goes out. {@link dev.weir.http.GatedHandler}
 * takes the requests, {@link dev.weir.http.Exchange} is the way of one of them.
 */
@NullMarked
package dev.weir.http;

import org.jspecify.annotations.NullMarked;
