package dev.weir.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes spans of given ids: the upstream, the log and the client know an id long before the span is
 * made, and the SDK takes ids from a generator only.
 *
 * <p>Safe for use by any thread that starts its spans here.
 */
final class GivenIds implements IdGenerator {

  private final ReentrantLock lock = new ReentrantLock();
  private String traceId = "";
  private String spanId = "";

  /** Starts a span. Only one that has no parent gets the id of the trace from here. */
  Span start(SpanBuilder span, String ofTrace, String ofSpan) {
    lock.lock();
    try {
      traceId = ofTrace;
      spanId = ofSpan;
      return span.startSpan();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String generateSpanId() {
    return spanId;
  }

  @Override
  public String generateTraceId() {
    return traceId;
  }

  @Override
  public boolean generatesRandomTraceIds() {
    return true;
  }
}
