package dev.weir.backend.simulated;

import java.time.Duration;
import java.util.List;

/**
 * What changes in a simulated backend, and when.
 *
 * <p>All moments are counted from its first call, in nanoseconds where they are a number.
 *
 * @param phases in the order of their beginnings; before the first of them nothing has changed
 */
public record Schedule(List<Phase> phases) {

  /** A schedule in which nothing ever changes. */
  public static final Schedule NONE = new Schedule(List.of());

  /** No run lasts as long, and a duration can be added without an overflow. */
  private static final long NEVER_NANOS = Long.MAX_VALUE / 4;

  /**
   * What holds from one moment until the next phase.
   *
   * @param from when it begins
   * @param hangs whether no call makes progress
   * @param pace what calls take that begin in it
   */
  public record Phase(Duration from, boolean hangs, Pace pace) {}

  /** Returns what a call takes that begins at this moment. */
  Pace at(long moment, Pace before) {
    Pace pace = before;
    for (Phase phase : phases) {
      if (phase.from().toNanos() <= moment) {
        pace = phase.pace();
      }
    }
    return pace;
  }

  /** Returns when a call begins that arrives at this moment: at once, or when nothing hangs. */
  long begin(long moment) {
    long begin = moment;
    for (int i = 0; i < phases.size(); i++) {
      if (phases.get(i).hangs() && from(i) <= begin && begin < from(i + 1)) {
        begin = from(i + 1);
      }
    }
    return begin;
  }

  /** Returns when a call ends that begins at this moment, if it takes so long undisturbed. */
  long end(long begin, long tookNanos) {
    long end = begin + tookNanos;
    for (int i = 0; i < phases.size(); i++) {
      if (phases.get(i).hangs() && begin <= from(i) && from(i) < end) {
        end += from(i + 1) - from(i);
      }
    }
    return end;
  }

  private long from(int phase) {
    return phase < phases.size() ? phases.get(phase).from().toNanos() : NEVER_NANOS;
  }
}
