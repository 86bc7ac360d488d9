/**
 * Routes: which gate a request meets, and as what. It knows no server: a request is what {@link
 * dev.weir.routing.RequestFacts} says of it, and {@link dev.weir.routing.Routes} has its route.
 */
@NullMarked
package dev.weir.routing;

import org.jspecify.annotations.NullMarked;
