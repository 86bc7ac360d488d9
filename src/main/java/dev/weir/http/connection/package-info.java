/**
 * The client's connection: what it may send, how long it may take, and whether it is still there.
 * {@link dev.weir.http.connection.ConnectionSelector} puts it between Helidon and the socket.
 */
@NullMarked
package dev.weir.http.connection;

import org.jspecify.annotations.NullMarked;
