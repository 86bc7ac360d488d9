package dev.weir.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * The durations of one series of a {@link DurationHistogram}. Every duration is counted once, in
 * its bucket; the count of all is their sum, so that a scrape never sees the two disagree. Safe for
 * use by any thread.
 */
final class DurationSeries {

  /** From a quick refusal to a stalled backend, densest where waits and latencies are expected. */
  private static final double[] BOUNDS_SECONDS = {
    0.001,
    0.0025,
    0.005,
    0.01,
    0.02,
    0.03,
    0.05,
    0.075,
    0.1,
    0.15,
    0.2,
    0.25,
    0.3,
    0.4,
    0.5,
    0.75,
    1,
    2.5,
    5,
    10,
    30,
    Double.POSITIVE_INFINITY
  };

  private static final long[] BOUNDS_NANOS =
      Arrays.stream(BOUNDS_SECONDS).mapToLong(seconds -> Math.round(seconds * 1e9)).toArray();

  private final LongAdder[] buckets =
      Stream.generate(LongAdder::new).limit(BOUNDS_NANOS.length).toArray(LongAdder[]::new);
  private final LongAdder none = buckets[0];
  private final DoubleAdder sumSeconds = new DoubleAdder();

  /** Adds a duration. */
  void add(long nanos) {
    if (nanos == 0) {
      none.increment();
    } else {
      buckets[bucket(nanos)].increment();
      sumSeconds.add(nanos / 1e9);
    }
  }

  HistogramDataPointSnapshot snapshot(Labels labels) {
    long[] counts = Arrays.stream(buckets).mapToLong(LongAdder::sum).toArray();
    return HistogramDataPointSnapshot.builder()
        .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS_SECONDS, counts))
        .sum(sumSeconds.sum())
        .labels(labels)
        .build();
  }

  /** Returns the first bucket whose bound is not below a duration. */
  private static int bucket(long nanos) {
    int bucket = 0;
    while (BOUNDS_NANOS[bucket] < nanos) {
      bucket++;
    }
    return bucket;
  }
}
