package dev.weir.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the arrivals waited that a gate has admitted since the start.
 *
 * @param buckets the histogram, as Prometheus has it: each bucket counts those before it too
 */
public record WaitTotals(List<Bucket> buckets) {

  /**
   * A bucket of the histogram.
   *
   * @param upToSeconds the longest wait that it counts; infinite in the last one
   * @param count how many waited no longer
   */
  public record Bucket(double upToSeconds, long count) {}

  static WaitTotals of(HistogramDataPointSnapshot histogram) {
    List<Bucket> buckets = new ArrayList<>();
    long sum = 0;
    for (ClassicHistogramBucket own : histogram.getClassicBuckets()) {
      sum += own.getCount();
      buckets.add(new Bucket(own.getUpperBound(), sum));
    }
    return new WaitTotals(List.copyOf(buckets));
  }

  /** Returns how many were admitted, whether or not they had to wait. */
  public long admitted() {
    return buckets.isEmpty() ? 0 : buckets.getLast().count();
  }
}
