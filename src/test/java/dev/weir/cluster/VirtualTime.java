package dev.weir.cluster;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that jumps from one event to the next. */
final class VirtualTime {

  private record Event(long atNanos, long number, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::number));
  private long nowNanos;
  private long scheduled;

  long nowNanos() {
    return nowNanos;
  }

  void after(long nanos, Runnable action) {
    events.add(new Event(nowNanos + Math.max(0, nanos), scheduled++, action));
  }

  /** Lets all happen until a moment, with a check after each event. */
  void runUntil(long untilNanos, Runnable check) {
    while (!events.isEmpty() && events.peek().atNanos() <= untilNanos) {
      Event next = events.poll();
      nowNanos = next.atNanos();
      next.action().run();
      check.run();
    }
    nowNanos = untilNanos;
  }
}
