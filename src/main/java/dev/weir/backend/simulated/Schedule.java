package dev.weir.backend.simulated;

import dev.weir.backend.simulated.SimulatedBackend.Behaviour;
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

  /** Nothing ever changes. */
  public static final Schedule NONE = new Schedule(List.of());

  /** So late that nobody waits for it, and still a number that can be added to. */
  private static final long NEVER_NANOS = Long.MAX_VALUE / 4;

  /**
   * What holds from one moment until the next phase.
   *
   * @param from when it begins
   * @param hangs whether no call makes progress
   * @param behaviour how calls behave that begin in it
   */
  public record Phase(Duration from, boolean hangs, Behaviour behaviour) {}

  /** Returns how a call behaves that begins at this moment. */
  Behaviour at(long moment, Behaviour before) {
    Behaviour behaviour = before;
    for (Phase phase : phases) {
      if (phase.from().toNanos() <= moment) {
        behaviour = phase.behaviour();
      }
    }
    return behaviour;
  }

  /** Returns when a call begins that comes at this moment: at once, or when nothing hangs. */
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
