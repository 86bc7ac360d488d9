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

/**
 * Checks one upstream: it is healthy if it responds in time, on a new connection, with 2xx or 3xx.
 * Two failures in a row make it unhealthy; one success makes it healthy again.
 */
final class HealthCheck implements Runnable {

  private static final int FAILURES_THAT_COUNT = 2;

  private final Upstream upstream;
  private final BackendRequest request;
  private final Duration timeout;
  private int failures;

  HealthCheck(Upstream upstream, String path, Duration timeout) {
    this.upstream = upstream;
    this.timeout = timeout;
    List<Field> fields =
        List.of(
            new Field("Host", upstream.authority()), new Field("User-Agent", "Weir health check"));
    this.request =
        new BackendRequest(
            "GET", path, fields, Optional.empty(), OptionalLong.empty(), Interim.NONE);
  }

  /** Checks it once more. */
  @Override
  public void run() {
    String complaint = check();
    // A check that was ended in the middle says nothing of the upstream.
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    failures = complaint.isEmpty() ? 0 : failures + 1;
    if (failures == 0) {
      upstream.health().passed();
    } else if (failures >= FAILURES_THAT_COUNT) {
      upstream.health().failed(complaint);
    }
  }

  /** Returns what is wrong; empty if nothing is. */
  private String check() {
    OptionalLong endsNanos = OptionalLong.of(System.nanoTime() + timeout.toNanos());
    try (BackendResponse response = new Attempt(upstream, request).make(true, endsNanos)) {
      boolean healthy = response.status() >= 200 && response.status() < 400;
      return healthy ? "" : "its health check got " + response.status();
    } catch (BackendException e) {
      return "its health check failed: " + e.getMessage();
    }
  }
}
