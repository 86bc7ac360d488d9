package dev.weir.gate;

/**
 * One consistent picture of a gate.
 *
 * @param limits the limits in force
 * @param inside how many permits are out: a call of cost <i>n</i> holds <i>n</i>
 * @param waiting how many wait
 * @param kept how many of the free permits the arrivals that wait can't have, or more: they are
 *     kept for classes of priority of which none waits, or gathered for an arrival that takes more,
 *     or all that wait are of partitions that have as many as they may
 * @param surplus how many more permits than the limit allows may still be out, since it became
 *     lower while they were: as they come back, they do not go out again
 */
public record GateLevels(GateLimits limits, int inside, int waiting, int kept, int surplus) {

  /**
   * Makes the picture of a gate that keeps no permit free, and whose limit did not become lower.
   */
  public GateLevels(GateLimits limits, int inside, int waiting) {
    this(limits, inside, waiting, 0, 0);
  }

  /**
   * Returns whether an arrival waits beside a free permit that it may have. Where permits have no
   * bound, what waits does not wait for a permit.
   */
  public boolean strandWaiter() {
    return waiting > 0
        && limits.permits() != GateLimits.UNBOUNDED
        && inside + kept < limits.permits();
  }

  /** Returns whether all permits are back and no arrival waits. */
  public boolean atRest() {
    return inside == 0 && waiting == 0;
  }
}
