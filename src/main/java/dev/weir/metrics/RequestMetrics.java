package dev.weir.metrics;

import dev.weir.edge.Outcome;
import dev.weir.edge.RequestObserver;
import dev.weir.gate.Admission;
import dev.weir.gate.ShedReason;
import dev.weir.problem.Rejection;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.EnumSet;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * The metrics of requests: how they end, and how long they take.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, labels<th>moves
 * <tr><td>{@code request_count_total}<td>counter, {@code outcome}<td>once for every request that came
 *     to the gate, when it is over: {@code served}, {@code shed}, {@code failed}, {@code rejected}
 *     or {@code gone}
 * <tr><td>{@code request_duration_seconds}<td>histogram, {@code outcome}<td>together with it: from
 *     the request's arrival to the last byte of its response
 * <tr><td>{@code dropped_requests_total}<td>counter, {@code reason}<td>together with {@code
 *     request_count_total{outcome="shed"}}, whose sum over all reasons it equals
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
public final class RequestMetrics implements RequestObserver {

  private static final EnumSet<Outcome> OUTCOMES = EnumSet.allOf(Outcome.class);

  private final Consumer<Outcome> requests;
  private final ObjLongConsumer<Outcome> durations;
  private final Consumer<ShedReason> dropped;
  private final Consumer<Rejection> rejected;
  private final Counter cut;
  private final ObjLongConsumer<Outcome> backendDurations;

  RequestMetrics(Families families) {
    requests =
        families.counters(
            "request_count_total",
            "Requests that came to the gate, by how they ended.",
            "outcome",
            OUTCOMES,
            Outcome::label);
    durations =
        families.durations(
            "request_duration_seconds",
            "From a request's arrival to its response's last byte.",
            "outcome",
            OUTCOMES,
            Outcome::label);
    dropped =
        families.counters(
            "dropped_requests_total",
            "Requests that the gate turned away, by reason.",
            "reason",
            EnumSet.allOf(ShedReason.class),
            ShedReason::label);
    rejected =
        families.counters(
            "weir_rejected_requests_total",
            "Requests refused for what they are, whatever the load, by reason.",
            "reason",
            EnumSet.allOf(Rejection.class),
            Rejection::label);
    cut = families.counter("weir_requests_cut_total", "Requests that a stop of Weir cut off.");
    backendDurations =
        families.durations(
            "weir_backend_duration_seconds",
            "Time until the backend began to respond.",
            "outcome",
            EnumSet.complementOf(EnumSet.of(Outcome.SHED)),
            Outcome::label);
  }

  @Override
  public void backendCalled(Outcome outcome, long backendNanos) {
    backendDurations.accept(outcome, backendNanos);
  }

  @Override
  public void ended(Admission admission, Outcome outcome, long totalNanos) {
    if (outcome == Outcome.SHED && admission instanceof Admission.Shed shed) {
      dropped.accept(shed.reason());
    }
    durations.accept(outcome, totalNanos);
    requests.accept(outcome);
  }

  @Override
  public void rejected(Rejection reason) {
    rejected.accept(reason);
  }

  /** Counts a request that a stop cut off. */
  public void cut() {
    cut.inc();
  }
}
