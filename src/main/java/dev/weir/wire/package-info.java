/**
 * Connections of clients: how many there may be, how long a client may take, and whether it is
 * still there. {@link dev.weir.wire.ConnectionSelector} puts this between Helidon and the socket;
 * each class that makes up for a behaviour of Helidon's says for which.
 */
@NullMarked
package dev.weir.wire;

import org.jspecify.annotations.NullMarked;
