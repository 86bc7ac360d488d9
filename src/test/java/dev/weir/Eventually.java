package dev.weir;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Waits for a state that comes soon, looking at it often: the more seldom the longer it takes, so
 * that what is waited for has the processor.
 */
public final class Eventually {

  private static final Duration SHORTEST_PAUSE = Duration.ofNanos(20_000);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(5);

  private Eventually() {}

  private static Duration after(Duration pause) {
    long twice = 2 * pause.toNanos();
    return Duration.ofNanos(Math.clamp(twice, SHORTEST_PAUSE.toNanos(), LONGEST_PAUSE.toNanos()));
  }

  /** Returns when it is so; fails when it is not within five minutes, on the slowest machine. */
  public static void until(Callable<Boolean> state) {
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval((looks, pause) -> after(pause))
        .atMost(Duration.ofMinutes(5))
        .until(state);
  }
}
