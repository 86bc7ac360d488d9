package dev.weir.bench;

import dev.failsafe.Bulkhead;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Failsafe's bulkhead, which is always fair. */
final class FailsafeDoor implements Door<Object> {

  private final Bulkhead<Object> bulkhead;
  private final Duration maxWait;

  FailsafeDoor(int permits, Duration maxWait) {
    this.bulkhead = Bulkhead.of(permits);
    this.maxWait = maxWait;
  }

  @Override
  public @Nullable Object enter() {
    try {
      return entered() ? this : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void leave(Object token) {
    bulkhead.releasePermit();
  }

  private boolean entered() throws InterruptedException {
    return maxWait.isZero() ? bulkhead.tryAcquirePermit() : bulkhead.tryAcquirePermit(maxWait);
  }
}
