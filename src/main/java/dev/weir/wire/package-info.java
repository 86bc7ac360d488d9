/**
 * The client's connection: what it may send, how long it may take, and whether it is still there.
 * {@link dev.weir.wire.ConnectionSelector} puts it between Helidon and the socket.
 */
@NullMarked
package dev.weir.wire;

import org.jspecify.annotations.NullMarked;
