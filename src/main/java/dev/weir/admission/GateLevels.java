package dev.weir.admission;

/**
 * One consistent picture of a gate.
 *
 * @param limits the limits in force
 * @param inside how many hold a permit
 * @param waiting how many wait
 */
public record GateLevels(GateLimits limits, int inside, int waiting) {

  /** Returns whether all permits are back and nobody waits. */
  public boolean atRest() {
    return inside == 0 && waiting == 0;
  }
}
