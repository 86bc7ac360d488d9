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
 * Asks one address again and again how it is: an answer of 2xx or 3xx in time, on a new connection,
 * is well. Two failures in a row take the address out; one success brings it back.
 */
final class HealthCheck implements Check {

  private static final int FAILURES_THAT_COUNT = 2;

  private final Upstream address;
  private final BackendRequest request;
  private final long intervalNanos;
  private final Thread thread;

  /** Begins at once. */
  HealthCheck(Upstream address, String path, Duration interval) {
    this.address = address;
    this.request = request(address, path);
    this.intervalNanos = interval.toNanos();
    this.thread = Thread.ofVirtual().name("weir-health").start(this::keepAsking);
  }

  private static BackendRequest request(Upstream address, String path) {
    return new BackendRequest(
        "GET",
        path,
        List.of(
            new Field("Host", address.authority()), new Field("User-Agent", "Weir health check")),
        Optional.empty(),
        OptionalLong.empty(),
        Interim.NONE);
  }

  private void keepAsking() {
    int failures = 0;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        String answer = ask();
        failures = answer.isEmpty() ? 0 : failures + 1;
        if (failures == 0) {
          address.isWell(true, "it answered its health check");
        } else if (failures >= FAILURES_THAT_COUNT) {
          address.isWell(false, answer);
        }
        TimeUnit.NANOSECONDS.sleep(intervalNanos);
      }
    } catch (InterruptedException e) {
      // Closed while it slept: there is nothing left to do.
    }
  }

  /** Returns what is wrong; empty if nothing is. */
  private String ask() {
    OptionalLong endsNanos = OptionalLong.of(System.nanoTime() + intervalNanos);
    try (BackendResponse answer = new Attempt(address, request).make(true, endsNanos)) {
      boolean well = answer.status() >= 200 && answer.status() < 400;
      return well ? "" : "its health check is answered with " + answer.status();
    } catch (BackendException e) {
      return "its health check failed: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
