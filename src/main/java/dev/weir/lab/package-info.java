/**
 * The comparison: scenarios that overload a Weir of each strategy in a process of its own, a load
 * that does not wait for responses, and a page of what came of it.
 */
@NullMarked
package dev.weir.lab;

import org.jspecify.annotations.NullMarked;
