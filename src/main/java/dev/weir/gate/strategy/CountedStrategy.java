package dev.weir.gate.strategy;

/** A strategy whose gate counts permits, with or without a bound. */
public sealed interface CountedStrategy extends Strategy permits None, PermitStrategy {

  /** Returns what a gate does with this strategy. */
  PermitRules rules();
}
