package dev.weir.metrics;

import dev.weir.admission.Admission;
import dev.weir.admission.Gate;
import dev.weir.admission.GateLevels;
import dev.weir.admission.GateObserver;
import dev.weir.admission.Outcome;
import dev.weir.admission.ShedReason;
import dev.weir.admission.audit.Violation;
import dev.weir.http.EdgeObserver;
import dev.weir.http.problem.Rejection;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The metrics of one Weir. Every series is there from the start, at 0.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, labels<th>moves
 * <tr><td>{@code request_count_total}<td>counter, {@code outcome}<td>once for every request that came
 *     to the gate, when it is over: {@code served}, {@code shed}, {@code failed} or {@code gone}
 * <tr><td>{@code request_duration_seconds}<td>histogram, {@code outcome}<td>together with it: from
 *     the request's arrival to the last byte of its answer
 * <tr><td>{@code dropped_requests_total}<td>counter, {@code reason}<td>together with {@code
 *     request_count_total{outcome="shed"}}, whose sum over all reasons it equals
 * <tr><td>{@code weir_rejected_requests_total}<td>counter, {@code reason}<td>when Weir refuses a
 *     request for what it is, whatever the load: with 400, 404, 408, 413, 414, 417, 431, 501, 503
 *     (no connection is left for it), 505 or 508
 * <tr><td>{@code in_flight_requests}<td>gauge<td>holding a permit now
 * <tr><td>{@code queue_depth}<td>gauge<td>in the waiting room now
 * <tr><td>{@code weir_permits}<td>gauge<td>how many permits there are
 * <tr><td>{@code weir_waiting_room}<td>gauge<td>how many may wait
 * <tr><td>{@code weir_max_wait_seconds}<td>gauge<td>how long one may wait
 * <tr><td>{@code weir_wait_seconds}<td>histogram, {@code outcome}<td>at the gate's decision, by the
 *     time spent in the waiting room: {@code admitted} or {@code shed}
 * <tr><td>{@code weir_retry_after_error_seconds}<td>histogram, {@code told}<td>when a permit comes
 *     free for one who was shed, by how far that lies from the moment that it was told to come
 *     back: {@code too_early} or {@code too_late}; for a sample of them
 * <tr><td>{@code weir_backend_duration_seconds}<td>histogram, {@code outcome}<td>when the backend
 *     began to answer or failed to, by the time that took: {@code served}, {@code failed} or {@code
 *     gone}
 * <tr><td>{@code weir_requests_cut_total}<td>counter<td>while Weir stops, for every request that the
 *     end of the drain timeout, or a second request to stop, cut off
 * <tr><td>{@code weir_invariant_violations_total}<td>counter, {@code law}<td>never, unless the gate
 *     has a bug: at each look, forty times a second, that finds the law broken
 * <tr><td>{@code weir_log_lines_lost_total}<td>counter, {@code log}<td>when a line of the {@code
 *     access} or the {@code server} log is dropped, because those before it are not read in time
 * <tr><td>{@code weir_build_info}<td>gauge, {@code version}<td>never: it is 1
 * <tr><td>{@code jvm_*}, {@code process_*}<td><td>as the Prometheus client library has them
 * </table>
 */
public final class GateMetrics implements GateObserver, EdgeObserver {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Map<Outcome, CounterDataPoint> requests;
  private final Map<Outcome, DurationSeries> durations;
  private final Map<Outcome, DurationSeries> backendDurations;
  private final Map<ShedReason, CounterDataPoint> dropped;
  private final Map<Rejection, CounterDataPoint> rejected;
  private final Map<Violation, CounterDataPoint> violations;
  private final Counter cut;
  private final DurationSeries admittedWaits;
  private final DurationSeries shedWaits;
  private final DurationSeries toldTooEarly;
  private final DurationSeries toldTooLate;

  /**
   * Makes all metrics but those that are read from a gate: for these see {@link #show}.
   *
   * @param version the version of Weir
   */
  public GateMetrics(String version) {
    Counter requestCount =
        counter(
            "request_count_total", "Requests that came to the gate, by how they ended.", "outcome");
    requests =
        forEach(EnumSet.allOf(Outcome.class), outcome -> requestCount.labelValues(outcome.label()));
    DurationHistogram duration =
        histogram(
            "request_duration_seconds", "From a request's arrival to its answer's last byte.");
    durations = forEach(EnumSet.allOf(Outcome.class), outcome -> duration.with(outcome.label()));
    Counter drops =
        counter(
            "dropped_requests_total", "Requests that the gate turned away, by reason.", "reason");
    dropped = forEach(EnumSet.allOf(ShedReason.class), reason -> drops.labelValues(reason.label()));
    Counter rejections =
        counter(
            "weir_rejected_requests_total",
            "Requests refused for what they are, whatever the load, by reason.",
            "reason");
    rejected =
        forEach(EnumSet.allOf(Rejection.class), reason -> rejections.labelValues(reason.label()));
    Counter broken =
        counter(
            "weir_invariant_violations_total", "Looks that found the gate breaking a law.", "law");
    violations = forEach(EnumSet.allOf(Violation.class), law -> broken.labelValues(law.label()));
    cut = counter("weir_requests_cut_total", "Requests that a stop of Weir cut off.");
    DurationHistogram wait = histogram("weir_wait_seconds", "Time spent in the waiting room.");
    admittedWaits = wait.with("admitted");
    shedWaits = wait.with("shed");
    DurationHistogram retryAfterError =
        histogram(
            "weir_retry_after_error_seconds",
            "Between the moment to come back that a caller was told, and a permit being free.",
            "told");
    toldTooEarly = retryAfterError.with("too_early");
    toldTooLate = retryAfterError.with("too_late");
    DurationHistogram backend =
        histogram("weir_backend_duration_seconds", "Time until the backend began to answer.");
    backendDurations =
        forEach(
            EnumSet.complementOf(EnumSet.of(Outcome.SHED)),
            outcome -> backend.with(outcome.label()));
    Info.builder()
        .name("weir_build_info")
        .help("The version of Weir that runs.")
        .labelNames("version")
        .register(registry)
        .setLabelValues(version);
    registerJvmMetrics();
  }

  /**
   * All but those of the native memory: they need a JVM that tracks it, and to ask for them takes a
   * fifth of the time that a start takes.
   */
  private void registerJvmMetrics() {
    JvmThreadsMetrics.builder().register(registry);
    JvmBufferPoolMetrics.builder().register(registry);
    JvmClassLoadingMetrics.builder().register(registry);
    JvmCompilationMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmMemoryPoolAllocationMetrics.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    ProcessMetrics.builder().register(registry);
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  private DurationHistogram histogram(String name, String help) {
    return histogram(name, help, "outcome");
  }

  private DurationHistogram histogram(String name, String help, String label) {
    DurationHistogram histogram = new DurationHistogram(name, help, label);
    registry.register(histogram);
    return histogram;
  }

  private static <E extends Enum<E>, P> Map<E, P> forEach(Set<E> labels, Function<E, P> series) {
    return new EnumMap<>(labels.stream().collect(Collectors.toMap(Function.identity(), series)));
  }

  /** Shows the levels of a gate; once for each of these metrics. */
  public void show(Gate gate) {
    gauge("in_flight_requests", "Requests that hold a permit.", gate, GateLevels::inside);
    gauge("queue_depth", "Requests in the waiting room.", gate, GateLevels::waiting);
    gauge("weir_permits", "Permits in force.", gate, levels -> levels.limits().permits());
    gauge(
        "weir_waiting_room",
        "Places in the waiting room.",
        gate,
        levels -> levels.limits().waitingRoom());
    gauge(
        "weir_max_wait_seconds",
        "How long one may wait.",
        gate,
        levels -> levels.limits().maxWait().toNanos() / 1e9);
  }

  private void gauge(String name, String help, Gate gate, ToDoubleFunction<GateLevels> level) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(level.applyAsDouble(gate.levels())))
        .register(registry);
  }

  /** Shows how many lines each log has lost; once for each of these metrics. */
  public void showLogs(LongSupplier accessLost, LongSupplier serverLost) {
    CounterWithCallback.builder()
        .name("weir_log_lines_lost_total")
        .help("Lines of a log that were dropped, because it was not read in time.")
        .labelNames("log")
        .callback(
            callback -> {
              callback.call((double) accessLost.getAsLong(), "access");
              callback.call((double) serverLost.getAsLong(), "server");
            })
        .register(registry);
  }

  /** Returns where all of them are registered. */
  public PrometheusRegistry registry() {
    return registry;
  }

  @Override
  public void admitted(long waitedNanos) {
    admittedWaits.add(waitedNanos);
  }

  @Override
  public void shed(ShedReason reason, long waitedNanos) {
    shedWaits.add(waitedNanos);
  }

  @Override
  public void retryAfterMissed(long nanos) {
    (nanos > 0 ? toldTooEarly : toldTooLate).add(Math.abs(nanos));
  }

  @Override
  public void backendCalled(Outcome outcome, long backendNanos) {
    of(backendDurations, outcome).add(backendNanos);
  }

  @Override
  public void answered(Admission admission, Outcome outcome, long totalNanos) {
    if (outcome == Outcome.SHED && admission instanceof Admission.Shed shed) {
      of(dropped, shed.reason()).inc();
    }
    of(durations, outcome).add(totalNanos);
    of(requests, outcome).inc();
  }

  /** Counts a request that a stop cut off. */
  public void cut() {
    cut.inc();
  }

  @Override
  public void rejected(Rejection reason) {
    of(rejected, reason).inc();
  }

  /** Counts one look of the audit that found this. */
  public void violated(Violation violation) {
    of(violations, violation).inc();
  }

  private static <K, V> V of(Map<K, V> series, K key) {
    return Objects.requireNonNull(series.get(key));
  }
}
