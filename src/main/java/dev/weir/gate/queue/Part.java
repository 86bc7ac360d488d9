package dev.weir.gate.queue;

import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;

/** A partition of a gate, how many permits it has out, and how many of its arrivals wait. */
final class Part {

  private Partition bounds;

  /** Its place among the parts of the gate. */
  final int index;

  int inside;
  int waiting;

  Part(Partition bounds, int index) {
    this.bounds = bounds;
    this.index = index;
  }

  Partition bounds() {
    return bounds;
  }

  void rebounded(Partition newBounds) {
    bounds = newBounds;
  }

  /** Returns how many more permits it may have out. */
  int room() {
    return bounds.permits() - inside;
  }

  /** Returns whether one more of its arrivals may wait. */
  boolean hasPlace() {
    return waiting < bounds.waitingRoom();
  }

  /** Returns whether more of its arrivals wait than may. */
  boolean isOverfull() {
    return waiting > bounds.waitingRoom();
  }

  /** Returns whether it has fewer permits than are guaranteed to it. */
  boolean isOwed() {
    return inside < bounds.guaranteed();
  }

  /** Returns how many more permits it has or waits for than are guaranteed to it. */
  int excess() {
    return inside + waiting - bounds.guaranteed();
  }

  PartitionLevels levels() {
    return new PartitionLevels(bounds, inside, waiting);
  }
}
