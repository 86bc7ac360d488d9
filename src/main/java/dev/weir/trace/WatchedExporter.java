package dev.weir.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts what the receiver takes, and logs one line when it begins to fail and one when it is well
 * again.
 */
final class WatchedExporter implements SpanExporter {

  private static final System.Logger LOG = System.getLogger(WatchedExporter.class.getName());

  private final SpanExporter next;
  private final SpanCounts counts;
  private final AtomicBoolean failing = new AtomicBoolean();

  WatchedExporter(SpanExporter next, SpanCounts counts) {
    this.next = next;
    this.counts = counts;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int size = spans.size();
    CompletableResultCode result = next.export(spans);
    return result.whenComplete(() -> ended(size, result));
  }

  private void ended(int spans, CompletableResultCode result) {
    counts.exported(spans, result.isSuccess());
    if (failing.getAndSet(!result.isSuccess()) == result.isSuccess()) {
      if (result.isSuccess()) {
        LOG.log(Level.INFO, "Traces are exported again");
      } else {
        LOG.log(
            Level.WARNING,
            "Traces can't be exported, and are dropped until they can: " + why(result));
      }
    }
  }

  private static String why(CompletableResultCode result) {
    return Optional.ofNullable(result.getFailureThrowable())
        .map(Throwable::toString)
        .orElse("no reason given");
  }

  @Override
  public CompletableResultCode flush() {
    return next.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }
}
