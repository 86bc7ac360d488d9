package dev.weir.gate.audit;

import dev.weir.gate.GateLevels;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Checks the invariants of a gate while it runs under load. Whatever it finds is true: it never
 * takes a request on its way for a permit that is lost. What is lost it may miss at one look, while
 * many are on their way, and finds at a later one.
 *
 * <p>For one thread at a time.
 */
public final class Auditor {

  /** How long a permit may be free while an arrival waits: it is to be handed over at once. */
  public static final Duration STRANDED_AFTER = Duration.ofMillis(50);

  private final AuditedGate gate;
  private final LongSupplier nanoTime;
  private OptionalLong strandedSinceNanos = OptionalLong.empty();

  /**
   * Makes an auditor that has not looked yet.
   *
   * @param nanoTime a clock that never goes back, in nanoseconds
   */
  public Auditor(AuditedGate gate, LongSupplier nanoTime) {
    this.gate = gate;
    this.nanoTime = nanoTime;
  }

  /**
   * What one look found.
   *
   * @param violations the invariants that do not hold; none, if all is well
   * @param levels what the gate said of itself
   * @param present what those cost that came and have not left, by the ledger; at most so much
   * @param holding how many arrivals hold permits, by the ledger; at least so many
   */
  public record Finding(Set<Violation> violations, GateLevels levels, long present, long holding) {}

  /*
   * The counts and the levels can't be read in one step. So what only makes a difference smaller is
   * read before the levels and what only makes it larger after them: an arrival that comes, enters or
   * leaves meanwhile can hide a violation, and can't feign one.
   */
  /** Looks once. */
  public Finding look() {
    Ledger ledger = gate.ledger();
    long left = ledger.left().sum();
    long granted = ledger.granted().sum();
    GateLevels levels = gate.levels();
    long present = ledger.came().sum() - left;
    long holding = granted - ledger.returned().sum();
    return new Finding(violations(levels, present, holding), levels, present, holding);
  }

  private Set<Violation> violations(GateLevels levels, long present, long holding) {
    Set<Violation> found = EnumSet.noneOf(Violation.class);
    if (stranded(levels)) {
      found.add(Violation.STRANDED_WAITER);
    }
    if (outOfBounds(levels)) {
      found.add(Violation.OUT_OF_BOUNDS);
    }
    if ((long) levels.inside() + levels.waiting() > present) {
      found.add(Violation.PERMIT_LOST);
    }
    if (holding > levels.inside()) {
      found.add(Violation.PERMIT_DOUBLED);
    }
    return found;
  }

  private boolean stranded(GateLevels levels) {
    if (!levels.strandWaiter()) {
      strandedSinceNanos = OptionalLong.empty();
      return false;
    }
    long nowNanos = nanoTime.getAsLong();
    long sinceNanos = strandedSinceNanos.orElse(nowNanos);
    strandedSinceNanos = OptionalLong.of(sinceNanos);
    return nowNanos - sinceNanos > STRANDED_AFTER.toNanos();
  }

  private boolean outOfBounds(GateLevels levels) {
    return levels.inside() < 0
        || levels.inside() - levels.surplus() > levels.limits().permits()
        || levels.waiting() < 0
        || levels.waiting() > levels.limits().waitingRoom();
  }
}
