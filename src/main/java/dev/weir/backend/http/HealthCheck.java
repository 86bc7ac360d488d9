package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendRequest.Interim;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.Field;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Checks one upstream again and again: it is healthy if it responds in time, on a new connection,
 * with 2xx or 3xx. Two failures in a row make it unhealthy; one success makes it healthy again.
 */
final class HealthCheck implements Check {

  private static final int FAILURES_THAT_COUNT = 2;

  private final Upstream upstream;
  private final BackendRequest request;
  private final long intervalNanos;
  private final Thread thread;

  /** Begins at once. */
  HealthCheck(Upstream upstream, String path, Duration interval) {
    this.upstream = upstream;
    this.request = request(upstream, path);
    this.intervalNanos = interval.toNanos();
    this.thread = Thread.ofVirtual().name("weir-health").start(this::keepChecking);
  }

  private static BackendRequest request(Upstream upstream, String path) {
    return new BackendRequest(
        "GET",
        path,
        List.of(
            new Field("Host", upstream.authority()), new Field("User-Agent", "Weir health check")),
        Optional.empty(),
        OptionalLong.empty(),
        Interim.NONE);
  }

  private void keepChecking() {
    int failures = 0;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        String complaint = check();
        failures = complaint.isEmpty() ? 0 : failures + 1;
        if (failures == 0) {
          upstream.health().passed();
        } else if (failures >= FAILURES_THAT_COUNT) {
          upstream.health().failed(complaint);
        }
        TimeUnit.NANOSECONDS.sleep(intervalNanos);
      }
    } catch (InterruptedException e) {
      // Closed while it slept.
    }
  }

  /** Returns what is wrong; empty if nothing is. */
  private String check() {
    OptionalLong endsNanos = OptionalLong.of(System.nanoTime() + intervalNanos);
    try (BackendResponse response = new Attempt(upstream, request).make(true, endsNanos)) {
      boolean healthy = response.status() >= 200 && response.status() < 400;
      return healthy ? "" : "its health check got " + response.status();
    } catch (BackendException e) {
      return "its health check failed: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
