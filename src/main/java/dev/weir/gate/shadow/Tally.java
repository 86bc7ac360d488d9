package dev.weir.gate.shadow;

import dev.weir.gate.ShedReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a shadow would have done. One thread counts, any reads. */
final class Tally {

  private static final long SPAN_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final double P99 = 0.99;

  private record Span(Duration waitP99, double goodput) {}

  private final AtomicLong admitted = new AtomicLong();
  private final AtomicLong served = new AtomicLong();
  private final Map<ShedReason, AtomicLong> shed = new EnumMap<>(ShedReason.class);
  private volatile Span last = new Span(Duration.ZERO, 0);

  // From here on only of the thread that counts.
  private Waits waits = new Waits();
  private long spanStartNanos;
  private long servedBefore;

  Tally(long nowNanos) {
    spanStartNanos = nowNanos;
    for (ShedReason reason : ShedReason.values()) {
      shed.put(reason, new AtomicLong());
    }
  }

  void admitted(long waitedNanos) {
    admitted.incrementAndGet();
    waits.add(waitedNanos);
  }

  void shed(ShedReason reason) {
    Objects.requireNonNull(shed.get(reason)).incrementAndGet();
  }

  /** Counts a response that is good, and in time. */
  void served() {
    served.incrementAndGet();
  }

  /** Ends a span of time if it has been long enough. */
  void passed(long nowNanos) {
    long nanos = nowNanos - spanStartNanos;
    if (nanos >= SPAN_NANOS) {
      long servedNow = served.get();
      last =
          new Span(
              Duration.ofNanos(waits.quantileNanos(P99)), (servedNow - servedBefore) * 1e9 / nanos);
      waits = new Waits();
      spanStartNanos = nowNanos;
      servedBefore = servedNow;
    }
  }

  ShadowVerdict verdict(ShadowStrategy shadow, int waiting, int inside) {
    Map<ShedReason, Long> byReason = new EnumMap<>(ShedReason.class);
    shed.forEach((reason, count) -> byReason.put(reason, count.get()));
    Span span = last;
    return new ShadowVerdict(
        shadow.label(),
        shadow.isEstimate(),
        admitted.get(),
        byReason,
        served.get(),
        waiting,
        inside,
        span.waitP99(),
        span.goodput());
  }
}
