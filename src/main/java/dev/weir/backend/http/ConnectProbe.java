package dev.weir.backend.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connects to each address once at the start, and then again and again to those that could not be
 * connected to, until they can. So it is known of an idle Weir whether its backend is there.
 *
 * <p>It has a thread of the platform's: to look up a name may keep the thread that does it, and
 * there are few that carry the virtual ones.
 */
final class ConnectProbe implements Check {

  private final List<Upstream> addresses;
  private final long intervalNanos;
  private final Thread thread;

  /** Begins at once. */
  ConnectProbe(List<Upstream> addresses, Duration interval) {
    this.addresses = addresses;
    this.intervalNanos = interval.toNanos();
    this.thread =
        Thread.ofPlatform().daemon().name("weir-connect-probe").start(this::keepConnecting);
  }

  private void keepConnecting() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        addresses.forEach(Upstream::probe);
        TimeUnit.NANOSECONDS.sleep(intervalNanos);
      }
    } catch (InterruptedException e) {
      // Closed while it slept: there is nothing left to do.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
