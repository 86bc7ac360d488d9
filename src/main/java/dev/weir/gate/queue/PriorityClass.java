package dev.weir.gate.queue;

import dev.weir.gate.Arrival.Priority;

/**
 * A class of priority: what is guaranteed to it, what of it waits, and how many permits it has out.
 */
final class PriorityClass {

  /** How long a line there can be of classes that are owed a permit each. */
  private static final int CLASSES = Priority.values().length;

  final double share;
  final PartitionedLine waiters;
  int inside;
  private int guaranteedPlaces;
  private double guaranteedPermits;
  private int keptPermits;

  /** How many of the permits that came back while it waited are its own, and went elsewhere. */
  private double owed;

  PriorityClass(double share, PartitionedLine waiters) {
    this.share = share;
    this.waiters = waiters;
  }

  void guaranteePlaces(int places) {
    guaranteedPlaces = places;
  }

  void guarantee(double permits, int kept) {
    guaranteedPermits = permits;
    keptPermits = kept;
  }

  /** Returns how many it may take: of what is kept for itself, and of what is for no class. */
  int spare(int free, int kept) {
    int unused = unusedPermits();
    return Math.max(Math.min(unused, free), free - (kept - unused));
  }

  /** Returns how many are kept for it and lent to no other. */
  int keptPermits() {
    return keptPermits;
  }

  int unusedPermits() {
    return Math.max(0, keptPermits - inside);
  }

  /** By what it is owed it may have one more inside than is guaranteed: to catch up. */
  boolean hasPermitComing() {
    return inside + 1 <= guaranteedPermits || (inside < guaranteedPermits + 1 && owed >= 1);
  }

  /** Permits go to a waiter. A class whose calls are long is not owed ever more. */
  void earn(int permits) {
    if (!waiters.isEmpty()) {
      owed = Math.min(owed + share * permits, guaranteedPermits + CLASSES);
    }
  }

  /** What it gets beyond its share is no debt. */
  void spend(int permits) {
    owed = Math.max(0, owed - permits);
  }

  boolean hasPlacesComing() {
    return waiters.size() < guaranteedPlaces;
  }

  boolean hasBorrowedPlaces() {
    return waiters.size() > guaranteedPlaces;
  }
}
