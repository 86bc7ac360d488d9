package dev.weir.backend.http;

import dev.weir.time.AtMostEvery;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Logs why responses of one upstream were refused, which the clients do not learn: at most one line
 * a second, with the number of refusals since the line before.
 */
final class Malformed {

  private static final System.Logger LOG = System.getLogger(Malformed.class.getName());
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

  private final String upstream;
  private final AtMostEvery lines;
  private final AtomicLong leftOut = new AtomicLong();

  Malformed(String upstream, LongSupplier nanoTime) {
    this.upstream = upstream;
    this.lines = new AtMostEvery(BETWEEN_LINES, nanoTime);
  }

  /** Logs a failure, if it is a malformed response. */
  void note(IOException failure) {
    if (!(failure instanceof ProtocolException)) {
      return;
    }
    if (!lines.now()) {
      leftOut.incrementAndGet();
      return;
    }
    long more = leftOut.getAndSet(0);
    LOG.log(
        Level.WARNING,
        "backend %s sent a malformed response, which gave 502: %s%s"
            .formatted(
                upstream,
                failure.getMessage(),
                more == 0 ? "" : " (" + more + " more since the last such line)"));
  }
}
