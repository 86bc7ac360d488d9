package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.CallerLevels;
import org.jspecify.annotations.Nullable;

/**
 * The arrivals that wait in a {@link WaitingRoom}, and their order: whose turn it is, and which has
 * to make room.
 *
 * <p>All methods are called with the room's lock held, but for {@link #entered}, {@link #left} and
 * {@link #placesAreKept}, which any thread may call.
 */
public interface QueueDiscipline {

  /** Adds one. */
  void join(Waiter waiter);

  /**
   * Takes out the one whose turn it is, of those that may have one of so many free permits; or
   * none. It has {@link #entered} before anything else happens to the line.
   */
  @Nullable Waiter next(int free);

  /** Takes one out, and returns whether it was in line. */
  boolean leave(Waiter waiter);

  /**
   * Returns how many are sure to have their turn before a newcomer; fewer if that can't be said,
   * never more.
   */
  int ahead(Waiter newcomer);

  /**
   * Returns whether a newcomer is behind all who wait, unless it comes back in its turn. Any thread
   * may ask.
   */
  default boolean placesAreKept() {
    return false;
  }

  /**
   * Returns whether all that come and leave do so with the room's lock held, as a line needs that
   * keeps permits free for some while others wait, or knows the callers that are inside. Then
   * {@link #entered} and {@link #left} are called with it too. Any thread may ask.
   */
  default boolean seesEveryPass() {
    return false;
  }

  /** Returns whether an arrival may have one of so many free permits. */
  default boolean mayEnter(Arrival arrival, int free) {
    return free > 0;
  }

  /** Returns how many permits are kept for classes of which none waits. */
  default int kept() {
    return 0;
  }

  /** Returns a picture of the callers, if the line tells them apart. */
  default CallerLevels callers() {
    return CallerLevels.NONE;
  }

  /** Takes out one that has to give its place to a newcomer, since the room is full; or none. */
  default @Nullable Waiter yieldTo(Waiter newcomer) {
    return null;
  }

  /** Takes out one that has stood too long; or none. */
  default @Nullable Waiter overdue() {
    return null;
  }

  /** Takes note that there is another number of permits from now on. */
  default void resized(int permits) {}

  /** Takes note that an arrival got a permit: one that came, or the {@link #next}. */
  default void entered(Arrival arrival) {}

  /** Takes note that an arrival gives its permit back. */
  default void left(Arrival arrival) {}
}
