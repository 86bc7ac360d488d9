package dev.weir.backend.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says in the log why responses of one upstream were refused, which its clients are not told: at
 * most one line a second, with the number of those that were left out since the one before.
 */
final class Malformed {

  private static final long BETWEEN_LINES_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String upstream;
  private final LongSupplier nanoTime;
  private final Consumer<String> log;
  private final AtomicLong nextNanos;
  private final AtomicLong leftOut = new AtomicLong();

  Malformed(String upstream, LongSupplier nanoTime, Consumer<String> log) {
    this.upstream = upstream;
    this.nanoTime = nanoTime;
    this.log = log;
    this.nextNanos = new AtomicLong(nanoTime.getAsLong());
  }

  /** Notes a failure, if it is one of this kind. */
  void note(IOException failure) {
    if (!(failure instanceof ProtocolException)) {
      return;
    }
    long nowNanos = nanoTime.getAsLong();
    long dueNanos = nextNanos.get();
    if (nowNanos - dueNanos < 0
        || !nextNanos.compareAndSet(dueNanos, nowNanos + BETWEEN_LINES_NANOS)) {
      leftOut.incrementAndGet();
      return;
    }
    long more = leftOut.getAndSet(0);
    log.accept(
        "backend %s sent a malformed response, answered with 502: %s%s"
            .formatted(
                upstream,
                failure.getMessage(),
                more == 0 ? "" : " (" + more + " more since the last such line)"));
  }
}
