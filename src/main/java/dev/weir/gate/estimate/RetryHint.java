package dev.weir.gate.estimate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * Computes when a shed caller should come back: when it is its turn.
 *
 * <p>Each turn comes a step after the one before, a step being the time from one permit that comes
 * back to the next (see {@link Gcra}); so no more are asked to come at a time than the backend can
 * take. The first comes when the line has drained, and 1 s from now at the soonest. An overload
 * that lasts moves the turns further away by itself, up to 30 s: those beyond that are spread over
 * the last third of it. When demand is over the turns pass, and nothing is left of them.
 *
 * <p>While the step is not known, the turns are spread evenly over one second, however many they
 * are: each comes the golden section of it after the one before.
 *
 * <p>While there are no permits at all, no turn is given: all come back in the last third of those
 * 30 s, and the turns of the others stay as near as they are.
 *
 * <p>Safe for use by any thread.
 */
public final class RetryHint {

  /** The time to the next permit where none comes back: there are none. */
  public static final long NEVER = Long.MAX_VALUE;

  static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final double SPREAD = 1.0 / 3;
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long GOLDEN_SECTION_NANOS = (long) (SECOND_NANOS * (Math.sqrt(5) - 1) / 2);

  private final DoubleSupplier random;
  private final AtomicLong lastTurn;
  private final AtomicLong lastGuess;

  /**
   * Makes a hint for one gate.
   *
   * @param random numbers from 0 (inclusive) to 1 (exclusive)
   * @param nowNanos the time on the gate's clock
   */
  public RetryHint(DoubleSupplier random, long nowNanos) {
    this.random = random;
    this.lastTurn = new AtomicLong(nowNanos);
    this.lastGuess = new AtomicLong(nowNanos);
  }

  /**
   * Gives a shed caller its turn, and returns the time until then.
   *
   * @param waiting how many wait
   * @param stepNanos from one permit that comes back to the next; 0 if that is not known, or {@link
   *     #NEVER}
   */
  public Duration next(long nowNanos, int waiting, long stepNanos) {
    if (stepNanos == NEVER) {
      return Duration.ofNanos(farthest());
    }
    long aheadNanos =
        stepNanos == 0 ? guess(nowNanos) : turn(nowNanos, (waiting + 1) * stepNanos, stepNanos);
    return Duration.ofNanos(aheadNanos);
  }

  private long turn(long nowNanos, long lineNanos, long stepNanos) {
    long soonest = nowNanos + Math.clamp(lineNanos, SHORTEST_NANOS, LONGEST_NANOS);
    long ahead =
        lastTurn.updateAndGet(
                last ->
                    nowNanos
                        + Math.min(Gcra.next(last, stepNanos, soonest) - nowNanos, LONGEST_NANOS))
            - nowNanos;
    return ahead == LONGEST_NANOS ? farthest() : ahead;
  }

  private long farthest() {
    return LONGEST_NANOS - (long) (SPREAD * LONGEST_NANOS * random.getAsDouble());
  }

  private long guess(long nowNanos) {
    long soonest = nowNanos + SHORTEST_NANOS;
    long turn =
        lastGuess.updateAndGet(
            last ->
                soonest
                    + (Gcra.next(last, GOLDEN_SECTION_NANOS, soonest) - soonest) % SECOND_NANOS);
    return turn - nowNanos;
  }
}
