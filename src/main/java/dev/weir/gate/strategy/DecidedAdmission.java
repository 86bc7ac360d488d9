package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.PendingAdmission;

/** The decision about an arrival that did not wait. */
record DecidedAdmission(Admission poll) implements PendingAdmission {

  @Override
  public long untilNanos() {
    throw new IllegalStateException("it does not wait");
  }

  @Override
  public void expire() {}

  @Override
  public void leave() {}
}
