package dev.weir.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.weir.edge.SpanIds;
import dev.weir.gate.audit.Violation;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FamiliesTest {

  private static final Violation ANY = Violation.STRANDED_WAITER;
  private static final double TINY = 1e-9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Histogram histogram =
      new Families(registry, Exemplars.SPANS).tracedHistogram("some_seconds", "Some.", "label");
  private final TracedDurations<Violation> durations =
      Families.durations(EnumSet.of(ANY), one -> histogram.labelValues(one.label()));

  private HistogramDataPointSnapshot snapshot() {
    return ((HistogramSnapshot) registry.scrape().get(0)).getDataPoints().getFirst();
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
    assertThat(snapshot().getLabels().get("label"), is(ANY.label()));
    assertThat(snapshot().getCount(), is(0L));
  }

  @Test
  void noTimeAtAllIsCountedInTheFirstBucket() {
    durations.add(ANY, 0, Optional.empty());
    assertThat(boundsInUse(), contains(0.001));
    assertThat(snapshot().getSum(), is(0.0));
  }

  @Test
  void aBoundBelongsToItsBucket() {
    durations.add(ANY, TimeUnit.MILLISECONDS.toNanos(20), Optional.empty());
    assertThat(boundsInUse(), contains(0.02));
    durations.add(ANY, TimeUnit.MILLISECONDS.toNanos(20) + 1, Optional.empty());
    assertThat(boundsInUse(), contains(0.02, 0.03));
  }

  @Test
  void theLastBucketHasNoBound() {
    durations.add(ANY, TimeUnit.HOURS.toNanos(1), Optional.empty());
    assertThat(boundsInUse(), contains(Double.POSITIVE_INFINITY));
  }

  @Test
  void countAndSumAreOfAllDurations() {
    durations.add(ANY, 0, Optional.empty());
    durations.add(ANY, TimeUnit.MILLISECONDS.toNanos(1), Optional.empty());
    durations.add(ANY, TimeUnit.SECONDS.toNanos(2), Optional.empty());
    assertThat(snapshot().getCount(), is(3L));
    assertThat(snapshot().getSum(), closeTo(2.001, TINY));
  }

  @Test
  void aDurationThatIsTracedIsAnExemplarOfItsBucket() {
    durations.add(ANY, TimeUnit.MILLISECONDS.toNanos(3), Optional.of(new SpanIds("7a", "5b")));
    Exemplar exemplar = snapshot().getExemplars().get(0.0025, 0.005);
    assertThat(exemplar.getLabels(), is(Labels.of("span_id", "5b", "trace_id", "7a")));
    assertThat(exemplar.getValue(), is(0.003));
    assertThat(snapshot().getCount(), is(1L));
  }
}
