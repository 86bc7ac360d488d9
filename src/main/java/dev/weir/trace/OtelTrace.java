package dev.weir.trace;

import dev.weir.backend.Field;
import dev.weir.edge.Outcome;
import dev.weir.edge.RequestTrace;
import dev.weir.edge.SpanIds;
import dev.weir.edge.TracedRequest;
import dev.weir.edge.headers.HexIds;
import io.helidon.http.HeaderName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The trace of one request: its ids from the beginning, and its spans when it is over. */
final class OtelTrace implements RequestTrace {

  private final TraceFields fields;
  private final SpanRecorder recorder;
  private final TraceStart start;
  private final Thread thread = Thread.currentThread();
  private String callSpan = "";
  private volatile boolean recorded;

  OtelTrace(TraceFields fields, SpanRecorder recorder, TraceStart start) {
    this.fields = fields;
    this.recorder = recorder;
    this.start = start;
    this.recorded = start.sampled();
  }

  @Override
  public String traceId() {
    return start.trace();
  }

  @Override
  public boolean begun() {
    return !start.remote().isValid();
  }

  @Override
  public boolean replaces(HeaderName name) {
    return fields.replace(name);
  }

  @Override
  public void addTo(List<Field> request) {
    callSpan = HexIds.span();
    fields.inject(start, callSpan, request);
  }

  @Override
  public Optional<SpanIds> span() {
    return Optional.of(start.own());
  }

  @Override
  public Optional<SpanIds> recorded() {
    return recorded ? span() : Optional.empty();
  }

  @Override
  public Optional<SpanIds> spanOf(Thread some) {
    return some == thread ? span() : Optional.empty();
  }

  @Override
  public void over(Outcome outcome, Supplier<TracedRequest> request) {
    boolean records = recorder.records(start.sampled(), outcome);
    if (records) {
      recorded = true;
      recorder.record(start, callSpan, request.get());
    }
  }
}
