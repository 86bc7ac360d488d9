package dev.weir.admission;

/**
 * One consistent picture of a gate.
 *
 * @param permits how many may be inside at once
 * @param inside how many hold a permit
 * @param waitingRoom how many may wait at once
 * @param waiting how many wait
 */
public record GateLevels(int permits, int inside, int waitingRoom, int waiting) {

  /** Returns whether all permits are back and nobody waits. */
  public boolean atRest() {
    return inside == 0 && waiting == 0;
  }
}
