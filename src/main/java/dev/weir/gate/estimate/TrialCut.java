package dev.weir.gate.estimate;

import dev.weir.gate.estimate.SampleWindow.Sample;
import java.util.concurrent.TimeUnit;

/**
 * A cut of the limit that has yet to show that it pays. If calls were in each other's way, they are
 * quicker, or fail less, with fewer inside; if they are not, the cut was in vain: then calls are
 * slow, or fail, for a reason of their own.
 *
 * @param permits the limit before
 * @param before the window before
 * @param slow whether it was made since calls were slow
 * @param moreErrors by how much the share of errors was larger than it should be, if it was made
 *     for that; otherwise 0
 */
record TrialCut(int permits, Sample before, boolean slow, double moreErrors) {

  /** What a window with fewer inside says of the cut. */
  enum Verdict {
    PAID,
    IN_VAIN,
    UNDECIDED
  }

  /**
   * By Little's law, calls that only wait for each other become quicker by as much as there are
   * fewer of them. Where they become quicker by less than three quarters of that, more of them
   * inside bring more throughput.
   */
  private static final double SHARE_THAT_PAYS = 0.75;

  private static final double LOSS_THAT_PAYS = 1 - SHARE_THAT_PAYS;

  private static final long MOST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final double FEWER_AT_LEAST = 0.04;

  /**
   * Returns whether a window began so long after the cut that the slow calls of before are over:
   * until then only the quick ones of those that began after it have ended.
   */
  boolean isReady(Sample after) {
    long slowNanos = before.latencies() == null ? 0 : before.latencies().slowNanos();
    return after.sinceChangeNanos() >= Math.min(slowNanos, MOST_PATIENCE_NANOS);
  }

  /** Returns what a window of calls that all began after the cut says. */
  Verdict verdict(Sample after, Baseline baseline) {
    double fewer = Math.log(before.inside() / Math.max(0.5, after.inside()));
    boolean quicker = slow && quickened(after) >= SHARE_THAT_PAYS * fewer;
    boolean nothingLost =
        slow && after.perSecond() >= before.perSecond() * Math.exp(-LOSS_THAT_PAYS * fewer);
    boolean fewerErrors = moreErrors > 0 && baseline.moreErrors(after) <= moreErrors / 2;
    if (quicker || nothingLost || fewerErrors) {
      return Verdict.PAID;
    }
    return fewer < FEWER_AT_LEAST ? Verdict.UNDECIDED : Verdict.IN_VAIN;
  }

  private double quickened(Sample after) {
    return before.latencies() == null || after.latencies() == null
        ? 0
        : before.latencies().slowdownFrom(after.latencies());
  }
}
