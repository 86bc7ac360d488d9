/**
 * {@link dev.weir.gate.strategy.Strategy} and its records, one for each way to decide; all else is
 * what their gates are made of. A new strategy is one more record, which the interface permits.
 */
@NullMarked
package dev.weir.gate.strategy;

import org.jspecify.annotations.NullMarked;
