package dev.weir.lab.tune;

import java.time.Duration;

/**
 * How long a number of permits is measured: at first until the backend has settled, then until
 * enough requests have ended.
 *
 * @param settling from the begin, until what ends is counted
 * @param measured from then on
 */
record Window(Duration settling, Duration measured) {

  private static final Duration LEAST_SETTLING = Duration.ofMillis(300);
  private static final Duration MOST_SETTLING = Duration.ofSeconds(3);
  private static final Duration LEAST_MEASURED = Duration.ofMillis(1_500);
  private static final Duration MOST_MEASURED = Duration.ofSeconds(6);
  private static final int SETTLED_AFTER = 3;
  private static final int ENOUGH = 30;

  /** Returns the window for requests that take about so long. */
  static Window of(Duration latency) {
    return new Window(
        within(latency.multipliedBy(SETTLED_AFTER), LEAST_SETTLING, MOST_SETTLING),
        within(latency.multipliedBy(ENOUGH), LEAST_MEASURED, MOST_MEASURED));
  }

  private static Duration within(Duration duration, Duration least, Duration most) {
    if (duration.compareTo(least) < 0) {
      return least;
    }
    return duration.compareTo(most) > 0 ? most : duration;
  }

  /** Returns both together. */
  Duration whole() {
    return settling.plus(measured);
  }
}
