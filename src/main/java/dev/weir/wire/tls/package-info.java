/** Who Weir is: its certificate and its key, read from files and read again when they change. */
@NullMarked
package dev.weir.wire.tls;

import org.jspecify.annotations.NullMarked;
