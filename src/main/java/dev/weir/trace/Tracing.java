package dev.weir.trace;

import dev.weir.edge.RequestTrace;
import dev.weir.edge.RequestTracer;
import dev.weir.time.RateLimit;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Traces requests, and exports their spans by OTLP.
 *
 * <p>What the sampler does not choose is recorded all the same if it is shed or fails, as far as a
 * rate allows. No request ever waits for the receiver: spans that it does not take in time are
 * dropped and counted.
 */
public final class Tracing implements RequestTracer, AutoCloseable {

  /** A stop has a second for all that is closed. */
  private static final Duration LAST_SPANS = Duration.ofMillis(500);

  private final ConfiguredSdk configured;
  private final HeadSampler head;
  private final TraceFields fields;
  private final SpanRecorder recorder;

  private Tracing(ConfiguredSdk configured, int mostUnsampled, LongSupplier nanoTime) {
    this.configured = configured;
    this.head = new HeadSampler(configured.head());
    this.fields = W3cFields.or(configured.sdk().getPropagators().getTextMapPropagator());
    this.recorder =
        new SpanRecorder(
            configured.sdk().getTracer("dev.weir"),
            configured.ids(),
            new RateLimit(mostUnsampled, nanoTime),
            nanoTime);
  }

  /**
   * Begins to trace.
   *
   * @param variables configure the SDK
   * @param version the version of Weir
   * @param mostUnsampled how many requests a second are recorded that are shed or fail and were not
   *     sampled
   * @param nanoTime the clock of the requests
   * @throws IllegalArgumentException if a variable can't be used
   */
  public static Tracing of(
      OtelVariables variables, String version, int mostUnsampled, LongSupplier nanoTime) {
    try {
      return new Tracing(ConfiguredSdk.of(variables, version), mostUnsampled, nanoTime);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("OpenTelemetry can't be set up: " + why(e), e);
    }
  }

  /** The SDK says of some faults only in their causes what they are. */
  private static String why(RuntimeException e) {
    return e.getCause() == null
        ? String.valueOf(e.getMessage())
        : e.getMessage() + ": " + e.getCause().getMessage();
  }

  @Override
  public RequestTrace begin(ServerRequest request) {
    String method = request.prologue().method().text();
    TraceStart start = TraceStart.of(fields.extract(request.headers()), method, head);
    return new OtelTrace(fields, recorder, start);
  }

  /** Returns what became of traces so far. */
  public TraceCounts counts() {
    return recorder.counts(configured.counts());
  }

  /** Exports what is queued, for half a second at most. */
  @Override
  public void close() {
    configured
        .sdk()
        .getSdkTracerProvider()
        .shutdown()
        .join(LAST_SPANS.toMillis(), TimeUnit.MILLISECONDS);
  }
}
