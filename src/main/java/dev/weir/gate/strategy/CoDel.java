package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import java.util.function.LongSupplier;

/**
 * Keeps the standing wait low: in order while the line drains, and as soon as it stands the newest
 * first, while those who have waited too long are shed. The newest are those whose callers still
 * wait, so this recovers fastest after a stall. See {@link CoDelDiscipline} for when a line stands.
 */
final class CoDel extends PermitGate {

  CoDel(Tuning.CoDel tuning, GateLimits limits, GateObserver observer, LongSupplier nanoTime) {
    super(limits, new CoDelDiscipline(tuning, nanoTime), observer, nanoTime);
  }
}
