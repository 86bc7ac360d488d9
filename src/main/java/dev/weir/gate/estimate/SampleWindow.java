package dev.weir.gate.estimate;

import dev.weir.gate.CallResult;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a short span of time were like.
 *
 * <p>It lasts for about two calls, from a tenth of a second to a second, so that it shows what the
 * limit of the one before has done; and until enough calls have ended, but for no longer than a few
 * of the slow ones take. Only a success says how long calls take. Any other call is counted as a
 * latency only if it took longer than nearly all in the window before, since then the backend was
 * slow at any rate.
 */
final class SampleWindow {

  /**
   * What one window has seen.
   *
   * @param latencies what calls took; null if there were too few to say
   * @param halvesApart by how much the two halves of the calls differ
   * @param calls how many ended
   * @param perSecond how many ended well in a second
   * @param inside how many were inside when a call began, on average
   * @param fullShare the share of calls that took the last permit
   * @param errorShare the share of calls that ended with an error
   * @param overloadShare the share of calls to which the backend said that it is asked too much
   * @param stale whether most began before the limit was what it is
   * @param sinceChangeNanos how long the limit had been what it is when the window began
   */
  record Sample(
      @Nullable LatencyProfile latencies,
      double halvesApart,
      int calls,
      double perSecond,
      double inside,
      double fullShare,
      double errorShare,
      double overloadShare,
      boolean stale,
      long sinceChangeNanos) {}

  private static final int MOST_LATENCIES = 1_000;
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LEAST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int PATIENCE_IN_SLOW_CALLS = 4;

  private final long[] latencies = new long[MOST_LATENCIES];
  private long startNanos;
  private long lengthNanos = SHORTEST_NANOS;
  private long patienceNanos = LEAST_PATIENCE_NANOS;
  private long slowNanos = Long.MAX_VALUE;
  private int measured;
  private int calls;
  private int successes;
  private int full;
  private int errors;
  private int overloads;
  private int stale;
  private long insideSum;

  SampleWindow(long nowNanos) {
    this.startNanos = nowNanos;
  }

  /**
   * Adds a call that ended now.
   *
   * @param inside how many were inside when it began, itself included
   * @param permits how many there are
   * @param beganBefore whether it began before the limit was what it is
   */
  void add(CallResult result, long tookNanos, int inside, int permits, boolean beganBefore) {
    boolean success = result == CallResult.SUCCESS;
    if (success || tookNanos > slowNanos) {
      latencies[measured++ % MOST_LATENCIES] = tookNanos;
    } else if (result == CallResult.CANCELLED) {
      return;
    }
    calls++;
    successes += success ? 1 : 0;
    insideSum += inside;
    full += inside >= permits ? 1 : 0;
    errors += result == CallResult.ERROR ? 1 : 0;
    overloads += result == CallResult.OVERLOAD ? 1 : 0;
    stale += beganBefore ? 1 : 0;
  }

  /**
   * Returns whether it has lasted long enough.
   *
   * @param fewest how many calls it has to have at any rate
   * @param wanted how many are enough
   */
  boolean isOver(long nowNanos, int fewest, int wanted) {
    long lastedNanos = nowNanos - startNanos;
    return lastedNanos >= lengthNanos
        && calls >= fewest
        && (calls >= wanted || lastedNanos >= patienceNanos);
  }

  /**
   * Returns what it has seen, and begins anew.
   *
   * @param changedNanos when the limit became what it is
   */
  Sample restart(long nowNanos, long changedNanos) {
    int kept = Math.min(measured, MOST_LATENCIES);
    LatencyProfile profile =
        kept < LatencyProfile.FEWEST_CALLS
            ? null
            : LatencyProfile.of(Arrays.copyOf(latencies, kept));
    Sample sample =
        new Sample(
            profile,
            halvesApart(kept),
            calls,
            successes * 1e9 / Math.max(1, nowNanos - startNanos),
            (double) insideSum / calls,
            share(full),
            share(errors),
            share(overloads),
            2 * stale > calls,
            startNanos - changedNanos);
    measureNext(profile);
    startNanos = nowNanos;
    measured = 0;
    calls = 0;
    successes = 0;
    full = 0;
    errors = 0;
    overloads = 0;
    stale = 0;
    insideSum = 0;
    return sample;
  }

  private double share(int some) {
    return (double) some / calls;
  }

  private double halvesApart(int kept) {
    if (kept < 2 * LatencyProfile.FEWEST_CALLS) {
      return 0;
    }
    return everySecond(kept, 1).slowdownFrom(everySecond(kept, 0));
  }

  private LatencyProfile everySecond(int kept, int first) {
    return LatencyProfile.of(
        IntStream.range(0, kept / 2).mapToLong(i -> latencies[2 * i + first]).toArray());
  }

  private void measureNext(@Nullable LatencyProfile profile) {
    long medianNanos = profile == null ? 0 : profile.medianNanos();
    slowNanos = profile == null ? slowNanos : profile.slowNanos();
    long slow = profile == null ? 0 : slowNanos;
    lengthNanos =
        Math.clamp(Math.max(2 * medianNanos, slow + slow / 5), SHORTEST_NANOS, LONGEST_NANOS);
    patienceNanos = Math.max(LEAST_PATIENCE_NANOS, PATIENCE_IN_SLOW_CALLS * slow);
  }
}
