/**
 * What is measured to decide: how long a permit is held, what an arrival can expect, when one that
 * is shed should come back, and how many permits are good.
 */
@NullMarked
package dev.weir.gate.estimate;

import org.jspecify.annotations.NullMarked;
