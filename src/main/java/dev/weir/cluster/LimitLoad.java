package dev.weir.cluster;

/**
 * What a replica uses of one shared limit at a moment.
 *
 * @param limit the name of the limit
 * @param capacity the whole of it, over all replicas
 * @param inside how many permits are out
 * @param waiting how many more its arrivals have use for
 * @param full whether the next arrival finds neither a permit nor a place
 */
record LimitLoad(String limit, int capacity, int inside, int waiting, boolean full) {

  /**
   * Returns how many permits there is use for. A full line does not show how many are shed, so it
   * counts as twice as long.
   */
  int demand() {
    long shown = (long) inside + waiting;
    return (int) Math.min(capacity, full ? 2 * shown + 1 : shown);
  }

  /** Returns how many arrivals wait for the others of their own, and not for more permits. */
  int beyondCapacity() {
    return Math.max(0, inside + waiting - capacity);
  }
}
