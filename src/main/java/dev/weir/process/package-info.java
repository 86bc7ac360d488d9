/**
 * The process: the signals that stop it and the steps of a stop, what ends it at once, and how many
 * connections its heap and its file descriptors are enough for.
 */
@NullMarked
package dev.weir.process;

import org.jspecify.annotations.NullMarked;
