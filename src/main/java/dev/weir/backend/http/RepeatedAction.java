package dev.weir.backend.http;

import java.time.Duration;

/** A check of upstreams that is repeated, on a thread of its own, until it is closed. */
final class RepeatedAction implements AutoCloseable {

  private final Runnable check;
  private final Duration interval;
  private final Thread thread;

  /** Begins at once. */
  RepeatedAction(Thread.Builder threads, Duration interval, Runnable check) {
    this.check = check;
    this.interval = interval;
    this.thread = threads.start(this::repeat);
  }

  private void repeat() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        check.run();
        Thread.sleep(interval);
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
