package dev.weir.gate;

/**
 * One consistent picture of a gate.
 *
 * @param limits the limits in force
 * @param inside how many hold a permit
 * @param waiting how many wait
 * @param kept how many of the free permits are kept for classes of priority of which none waits, so
 *     that the arrivals that wait can't have them
 */
public record GateLevels(GateLimits limits, int inside, int waiting, int kept) {

  /** Makes the picture of a gate that keeps no permit free. */
  public GateLevels(GateLimits limits, int inside, int waiting) {
    this(limits, inside, waiting, 0);
  }

  /** Returns whether all permits are back and no arrival waits. */
  public boolean atRest() {
    return inside == 0 && waiting == 0;
  }
}
