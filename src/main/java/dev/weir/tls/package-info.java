/** Certificates and keys, read from PEM files. */
@NullMarked
package dev.weir.tls;

import org.jspecify.annotations.NullMarked;
