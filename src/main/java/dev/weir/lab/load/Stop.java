package dev.weir.lab.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether the run is to end early. What takes time checks it again and again; no thread is
 * interrupted, so that a file that is being written is written to its end.
 *
 * <p>Safe for use by any thread.
 */
public final class Stop {

  private final CountDownLatch requested = new CountDownLatch(1);

  /** Requests the end. */
  public void request() {
    requested.countDown();
  }

  public boolean requested() {
    return requested.getCount() == 0;
  }

  /**
   * Returns if the run goes on.
   *
   * @throws StoppedException if it is to end
   */
  public void check() throws StoppedException {
    if (requested()) {
      throw new StoppedException();
    }
  }

  /**
   * Waits for so long.
   *
   * @throws StoppedException as soon as the run is to end
   */
  public void pause(Duration duration) throws StoppedException {
    try {
      if (requested.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StoppedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }
}
