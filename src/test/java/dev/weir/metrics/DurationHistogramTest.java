package dev.weir.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {

  private static final double TINY = 1e-9;

  private final DurationHistogram histogram =
      new DurationHistogram("wait_seconds", "Waits.", "outcome");
  private final DurationSeries series = histogram.with("admitted");

  private HistogramDataPointSnapshot snapshot() {
    return histogram.collect().getDataPoints().getFirst();
  }

  /** The upper bounds of the buckets that hold any. */
  private List<Double> boundsInUse() {
    return snapshot().getClassicBuckets().stream()
        .filter(bucket -> bucket.getCount() > 0)
        .map(ClassicHistogramBucket::getUpperBound)
        .toList();
  }

  @Test
  void aSeriesIsThereBeforeAnythingIsAdded() {
    assertThat(snapshot().getLabels().get("outcome"), is("admitted"));
    assertThat(snapshot().getCount(), is(0L));
  }

  @Test
  void noTimeAtAllIsCountedInTheFirstBucket() {
    series.add(0);
    assertThat(boundsInUse(), contains(0.001));
    assertThat(snapshot().getSum(), is(0.0));
  }

  @Test
  void aBoundBelongsToItsBucket() {
    series.add(TimeUnit.MILLISECONDS.toNanos(20));
    assertThat(boundsInUse(), contains(0.02));
    series.add(TimeUnit.MILLISECONDS.toNanos(20) + 1);
    assertThat(boundsInUse(), contains(0.02, 0.03));
  }

  @Test
  void theLastBucketHasNoBound() {
    series.add(TimeUnit.HOURS.toNanos(1));
    assertThat(boundsInUse(), contains(Double.POSITIVE_INFINITY));
  }

  @Test
  void countAndSumAreOfAllDurations() {
    series.add(0);
    series.add(TimeUnit.MILLISECONDS.toNanos(1));
    series.add(TimeUnit.SECONDS.toNanos(2));
    assertThat(snapshot().getCount(), is(3L));
    assertThat(snapshot().getSum(), closeTo(2.001, TINY));
  }
}
