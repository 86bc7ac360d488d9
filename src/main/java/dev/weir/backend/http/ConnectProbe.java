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

  private final List<Upstream> upstreams;
  private final long intervalNanos;
  private final Thread thread;

  /** Begins at once. */
  ConnectProbe(List<Upstream> upstreams, Duration interval) {
    this.upstreams = upstreams;
    this.intervalNanos = interval.toNanos();
    this.thread =
        Thread.ofPlatform().daemon().name("weir-connect-probe").start(this::keepConnecting);
  }

  private void keepConnecting() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        upstreams.forEach(Upstream::probe);
        TimeUnit.NANOSECONDS.sleep(intervalNanos);
      }
    } catch (InterruptedException e) {
      // Closed while it slept.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
