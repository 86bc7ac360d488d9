package dev.weir.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A bare fair {@link Semaphore}: its timed {@code tryAcquire}, the only one that does not barge. It
 * does not bound its line, counts nothing and says nothing.
 */
final class SemaphoreDoor implements Door<Object> {

  private final Semaphore semaphore;
  private final long maxWaitNanos;

  SemaphoreDoor(int permits, Duration maxWait) {
    semaphore = new Semaphore(permits, true);
    maxWaitNanos = maxWait.toNanos();
  }

  @Override
  public @Nullable Object enter() {
    try {
      return semaphore.tryAcquire(maxWaitNanos, NANOSECONDS) ? this : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void leave(Object token) {
    semaphore.release();
  }
}
