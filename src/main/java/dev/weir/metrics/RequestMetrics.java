package dev.weir.metrics;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.weir.edge.Outcome;
import dev.weir.edge.RequestObserver;
import dev.weir.edge.SpanIds;
import dev.weir.gate.Admission;
import dev.weir.gate.ShedReason;
import dev.weir.problem.Rejection;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The metrics of requests: how they end, and how long they take. The names of gates and routes are
 * those of the settings, so that the series are bounded by them.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, labels<th>moves
 * <tr><td>{@code request_count_total}<td>counter, {@code gate}, {@code route}, {@code outcome}<td>once
 *     for every request that came to a gate, when it is over: {@code served}, {@code shed}, {@code
 *     failed}, {@code rejected} or {@code gone}
 * <tr><td>{@code request_duration_seconds}<td>histogram, {@code outcome}<td>together with it: from
 *     the request's arrival to the last byte of its response
 * <tr><td>{@code dropped_requests_total}<td>counter, {@code gate}, {@code route}, {@code
 *     reason}<td>together with {@code request_count_total{outcome="shed"}} of the same gate and
 *     route, whose sum over all reasons it equals
 * <tr><td>{@code weir_rejected_requests_total}<td>counter, {@code reason}<td>when Weir refuses a
 *     request for what it is, whatever the load: with 400, 404, 408, 413, 414, 417, 431, 501, 503
 *     (no connection is left for it), 505 or 508
 * <tr><td>{@code weir_requests_cut_total}<td>counter<td>while Weir stops, for every request that the
 *     end of the drain timeout, or a second request to stop, cut off
 * <tr><td>{@code weir_backend_duration_seconds}<td>histogram, {@code outcome}<td>when the backend
 *     began to respond or failed to, by the time that took: {@code served}, {@code failed}, {@code
 *     rejected} or {@code gone}
 * </table>
 */
public final class RequestMetrics {

  private static final String GATE = "gate";
  private static final String ROUTE = "route";
  private static final String OUTCOME = "outcome";
  private static final String REASON = "reason";
  private static final EnumSet<Outcome> OUTCOMES = EnumSet.allOf(Outcome.class);

  private final Counter requests;
  private final TracedDurations<Outcome> durations;
  private final Counter dropped;
  private final Consumer<Rejection> rejected;
  private final Counter cut;
  private final TracedDurations<Outcome> backendDurations;

  RequestMetrics(Families families) {
    requests =
        families.counter(
            "request_count_total",
            "Requests that came to a gate, by how they ended.",
            GATE,
            ROUTE,
            OUTCOME);
    durations =
        durations(
            families.tracedHistogram(
                "request_duration_seconds",
                "From a request's arrival to its response's last byte.",
                OUTCOME),
            OUTCOMES);
    dropped =
        families.counter(
            "dropped_requests_total",
            "Requests that a gate turned away, by reason.",
            GATE,
            ROUTE,
            REASON);
    Counter rejections =
        families.counter(
            "weir_rejected_requests_total",
            "Requests refused for what they are, whatever the load, by reason.",
            REASON);
    rejected =
        Families.counters(
            EnumSet.allOf(Rejection.class), reason -> rejections.labelValues(reason.label()));
    cut = families.counter("weir_requests_cut_total", "Requests that a stop of Weir cut off.");
    backendDurations =
        durations(
            families.tracedHistogram(
                "weir_backend_duration_seconds",
                "Time until the backend began to respond.",
                OUTCOME),
            EnumSet.complementOf(EnumSet.of(Outcome.SHED)));
  }

  private static TracedDurations<Outcome> durations(
      Histogram histogram, EnumSet<Outcome> outcomes) {
    return Families.durations(outcomes, outcome -> histogram.labelValues(outcome.label()));
  }

  /** Makes what counts the requests of one route to a gate; once for each. */
  public RequestObserver of(String gate, String route) {
    return new OfRoute(
        Families.counters(OUTCOMES, outcome -> requests.labelValues(gate, route, outcome.label())),
        Families.counters(
            EnumSet.allOf(ShedReason.class),
            reason -> dropped.labelValues(gate, route, reason.label())));
  }

  /** Returns what became of the requests of each route that there was. */
  public List<RouteTotals> routes() {
    Map<RouteKey, Map<String, Long>> outcomes = counts(requests, OUTCOME);
    Map<RouteKey, Map<String, Long>> shed = counts(dropped, REASON);
    return outcomes.entrySet().stream()
        .map(
            of ->
                new RouteTotals(
                    of.getKey().gate(),
                    of.getKey().route(),
                    of.getValue(),
                    shed.getOrDefault(of.getKey(), Map.of())))
        .toList();
  }

  private static Map<RouteKey, Map<String, Long>> counts(Counter counter, String label) {
    return counter.collect().getDataPoints().stream()
        .collect(
            groupingBy(
                series -> RouteKey.of(series.getLabels()),
                toMap(
                    series -> requireNonNull(series.getLabels().get(label)),
                    series -> (long) series.getValue())));
  }

  /** The labels that tell a route. */
  private record RouteKey(String gate, String route) {

    static RouteKey of(Labels labels) {
      return new RouteKey(requireNonNull(labels.get(GATE)), requireNonNull(labels.get(ROUTE)));
    }
  }

  /** Counts a request that is refused for what it is. */
  public void rejected(Rejection reason) {
    rejected.accept(reason);
  }

  /** Counts a request that a stop cut off. */
  public void cut() {
    cut.inc();
  }

  private final class OfRoute implements RequestObserver {

    private final Consumer<Outcome> requestsOfRoute;
    private final Consumer<ShedReason> droppedOfRoute;

    OfRoute(Consumer<Outcome> requestsOfRoute, Consumer<ShedReason> droppedOfRoute) {
      this.requestsOfRoute = requestsOfRoute;
      this.droppedOfRoute = droppedOfRoute;
    }

    @Override
    public void backendCalled(Outcome outcome, long backendNanos, Optional<SpanIds> span) {
      backendDurations.add(outcome, backendNanos, span);
    }

    @Override
    public void ended(
        Admission admission, Outcome outcome, long totalNanos, Optional<SpanIds> span) {
      if (outcome == Outcome.SHED && admission instanceof Admission.Shed shed) {
        droppedOfRoute.accept(shed.reason());
      }
      durations.add(outcome, totalNanos, span);
      requestsOfRoute.accept(outcome);
    }

    @Override
    public void rejected(Rejection reason) {
      RequestMetrics.this.rejected(reason);
    }
  }
}
