package dev.weir.cluster;

/** A replica's share of one limit, and what it has said of it to the store. */
final class LimitShare {

  private final String limit;
  private final Demand demand;
  private int capacity;
  private int inside;
  private int permits;
  private int leased;
  private int wanted;
  private int claimed;

  LimitShare(String limit, long nowNanos) {
    this.limit = limit;
    this.demand = new Demand(nowNanos);
  }

  /** Takes note of what is used at this moment. */
  void sample(LimitLoad load, long nowNanos) {
    capacity = load.capacity();
    inside = load.inside();
    demand.sample(load.demand(), nowNanos);
  }

  /** Makes what to say to the store of it, which it takes to be said. */
  LeaseClaim.Share claim(Phase phase) {
    wanted = wants(phase);
    claimed = held();
    return new LeaseClaim.Share(limit, capacity, wanted, permits, inside);
  }

  /** Sets the share that the store has granted. */
  void lease(int granted) {
    leased = granted;
    permits = granted;
  }

  /** Sets the share that is in force without a lease. */
  void hold(int without) {
    permits = without;
  }

  /** Returns whether there is use for more than the share. */
  boolean isShort(Phase phase) {
    return wants(phase) > permits;
  }

  /** Returns whether less is held than the store has been told. */
  boolean hasReturned() {
    return held() < claimed;
  }

  /** Returns whether there is use for less than the store has been told. */
  boolean wantsLess(Phase phase) {
    return wants(phase) < wanted;
  }

  private int wants(Phase phase) {
    int wants =
        switch (phase) {
          case SERVING -> demand.wants();
          case LEAVING -> demand.latest();
          case STOPPED -> 0;
        };
    return Math.min(capacity, wants);
  }

  private int held() {
    return Math.max(permits, inside);
  }

  String limit() {
    return limit;
  }

  int capacity() {
    return capacity;
  }

  int permits() {
    return permits;
  }

  int leased() {
    return leased;
  }

  int wanted() {
    return wanted;
  }
}
