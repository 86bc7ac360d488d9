package dev.weir;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a state that comes soon, looking at it often. */
public final class Eventually {

  private Eventually() {}

  /** Returns when it is so; fails when it is not within five minutes, on the slowest machine. */
  public static void until(Callable<Boolean> state) {
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofNanos(20_000))
        .atMost(Duration.ofMinutes(5))
        .until(state);
  }
}
