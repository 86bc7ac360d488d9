package dev.weir.gate.audit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at all gates forty times a second for as long as Weir runs.
 *
 * <p>It has a platform thread of its own, so that it sees a gate of which all carriers are stuck.
 */
public final class LiveAudit implements AutoCloseable {

  /** In nanoseconds from the start: to divide a duration loads the arithmetic of decimals. */
  private static final long PAUSE_NANOS = Auditor.STRANDED_AFTER.toNanos() / 2;

  private final List<GateWatch> watches;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Begins to look.
   *
   * @param watches one for each gate
   */
  public LiveAudit(List<GateWatch> watches) {
    this.watches = new CopyOnWriteArrayList<>(watches);
    this.thread = Thread.ofPlatform().daemon().name("weir-audit").start(this::keepLooking);
  }

  /** Looks at one more gate from now on. */
  public void add(GateWatch watch) {
    watches.add(watch);
  }

  private void keepLooking() {
    while (!closed) {
      watches.forEach(GateWatch::look);
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }

  /** Looks no more, and returns when the last look is over. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
