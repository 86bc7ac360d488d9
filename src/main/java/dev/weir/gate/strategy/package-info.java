/**
 * One class for each strategy, and {@link dev.weir.gate.strategy.Strategies}, which makes a gate
 * from a strategy's name. A new strategy is one more class here and one more line there.
 */
@NullMarked
package dev.weir.gate.strategy;

import org.jspecify.annotations.NullMarked;
