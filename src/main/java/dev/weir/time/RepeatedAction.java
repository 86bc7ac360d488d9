package dev.weir.time;

import java.time.Duration;

/** An action that is repeated, on a thread of its own, until this is closed. */
public final class RepeatedAction implements AutoCloseable {

  private final Runnable action;
  private final Duration interval;
  private final Thread thread;

  /**
   * Begins at once.
   *
   * @param threads makes the thread, which is interrupted to close this
   * @param interval the pause between two actions
   */
  public RepeatedAction(Thread.Builder threads, Duration interval, Runnable action) {
    this.action = action;
    this.interval = interval;
    this.thread = threads.start(this::repeat);
  }

  private void repeat() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        action.run();
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
