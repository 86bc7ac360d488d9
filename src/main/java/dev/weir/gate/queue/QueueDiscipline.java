package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The arrivals that wait in a {@link WaitingRoom}, and their order: whose turn it is, and which has
 * to make room. Only the first of them is considered: while more permits are free than none and
 * fewer than it takes, they are gathered for it.
 *
 * <p>All methods are called with the room's lock held.
 */
public interface QueueDiscipline {

  /** Returns how many permits an arrival takes if it enters now: at least one. */
  int cost(Arrival arrival);

  /** Adds one. */
  void join(Waiter waiter);

  /**
   * Takes out the one whose turn it is, if it may have what it {@link #cost costs} of so many free
   * permits; or none. It has {@link #entered} before anything else happens to the line.
   */
  @Nullable Waiter next(int free);

  /** Does something with each, in any order. */
  void forEach(Consumer<Waiter> what);

  /** Takes one out, and returns whether it was in line. */
  boolean leave(Waiter waiter);

  /**
   * Takes out one that has no place in a room of so many, or in its part of the room: the first to
   * make room; or none if all have one.
   */
  @Nullable Waiter overflow(int places);

  /**
   * Returns how many are sure to have their turn before a newcomer; fewer if that can't be said,
   * never more.
   */
  int ahead(Waiter newcomer);

  /** Returns whether the turn of a newcomer is known to come after a moment on the clock. */
  default boolean comesAfter(Waiter newcomer, long nanos) {
    return false;
  }

  /**
   * Returns how many of so many free permits an arrival may take that does not wait, for those that
   * wait have no right to them.
   */
  int spare(Arrival arrival, int free);

  /** Returns how many of so many free permits those that wait can't have, or more. */
  int kept(int free);

  /** Returns whether a newcomer is behind all who wait, unless it comes back in its turn. */
  default boolean placesAreKept() {
    return false;
  }

  /**
   * Returns whether all that come and leave do so with the room's lock held, as a line needs that
   * keeps permits free for some while others wait, or knows the callers that are inside. Only then
   * it is told that they have {@link #entered} and {@link #left}.
   */
  default boolean seesEveryPass() {
    return false;
  }

  /** Returns a picture of the callers, if the line tells them apart. */
  default CallerLevels callers() {
    return CallerLevels.NONE;
  }

  /** Returns a picture of each partition, if the line has any. */
  default List<PartitionLevels> partitions() {
    return List.of();
  }

  /** Returns whether there is a place for an arrival while the room has any. */
  default boolean hasPlace(Arrival arrival) {
    return true;
  }

  /**
   * Takes out one that has to give its place to a newcomer, since the room is full, or its part of
   * the room; or none.
   */
  default @Nullable Waiter yieldTo(Waiter newcomer) {
    return null;
  }

  /** Takes out one that has stood too long; or none. */
  default @Nullable Waiter overdue() {
    return null;
  }

  /** Takes note how many permits there are from now on. */
  void resized(int permits);

  /**
   * Takes note how many places the room has from now on, and what bounds the partitions have whose
   * names it knows.
   */
  default void rebounded(int places, List<Partition> partitions) {}

  /** Lets a line that takes its place, and is like it, go on from here. */
  default void goOnIn(QueueDiscipline successor) {}

  /** Takes note that an arrival got so many permits: one that came, or the {@link #next}. */
  default void entered(Arrival arrival, int permits) {}

  /** Takes note of an arrival inside that another line has let in. */
  default void tookOver(Arrival arrival, int permits) {
    entered(arrival, permits);
  }

  /** Takes note that an arrival gives so many permits back. */
  default void left(Arrival arrival, int permits) {}
}
