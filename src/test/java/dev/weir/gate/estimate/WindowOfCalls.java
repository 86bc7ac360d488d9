package dev.weir.gate.estimate;

import dev.weir.gate.estimate.SampleWindow.Sample;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A window that is made by hand: unless it is said otherwise, all permits were out, each of a
 * hundred calls took equally long and ended well, and the limit has not changed for a minute.
 */
final class WindowOfCalls {

  private final LatencyProfile latencies;
  private final int inside;
  private int calls = 100;
  private double perSecond;
  private double fullShare = 1;
  private double errorShare;
  private double overloadShare;
  private double halvesApart;
  private long sinceChangeNanos = TimeUnit.MINUTES.toNanos(1);

  /** Begins with as many calls in a second as so many inside make, by Little's law. */
  WindowOfCalls(double tookNanos, int inside) {
    long[] all = new long[LatencyProfile.FEWEST_CALLS];
    Arrays.fill(all, Math.round(tookNanos));
    this.latencies = LatencyProfile.of(all);
    this.inside = inside;
    this.perSecond = inside * 1e9 / tookNanos;
  }

  WindowOfCalls calls(int count) {
    calls = count;
    return this;
  }

  WindowOfCalls perSecond(double count) {
    perSecond = count;
    return this;
  }

  WindowOfCalls full(double share) {
    fullShare = share;
    return this;
  }

  WindowOfCalls errors(double share) {
    errorShare = share;
    return this;
  }

  WindowOfCalls overloads(double share) {
    overloadShare = share;
    return this;
  }

  WindowOfCalls halvesApart(double apart) {
    halvesApart = apart;
    return this;
  }

  WindowOfCalls sinceChange(long nanos) {
    sinceChangeNanos = nanos;
    return this;
  }

  Sample sample() {
    return new Sample(
        latencies,
        halvesApart,
        calls,
        perSecond,
        inside,
        fullShare,
        errorShare,
        overloadShare,
        false,
        sinceChangeNanos);
  }
}
