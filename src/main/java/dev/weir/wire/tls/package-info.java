/** Weir's certificate and its key, read from files and read again when they change. */
@NullMarked
package dev.weir.wire.tls;

import org.jspecify.annotations.NullMarked;
