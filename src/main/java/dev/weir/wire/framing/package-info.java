/**
 * The bytes of a client, cut into heads and bodies strictly, so that no two parsers take them for
 * different requests.
 */
@NullMarked
package dev.weir.wire.framing;

import org.jspecify.annotations.NullMarked;
