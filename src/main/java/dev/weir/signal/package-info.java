/**
 * The operating system's signals: compiled on its own, because the JDK has no other API for them.
 */
@NullMarked
package dev.weir.signal;

import org.jspecify.annotations.NullMarked;
