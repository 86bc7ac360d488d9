package dev.weir.http.connection;

import java.util.concurrent.Semaphore;

/**
 * Lets a few new connections at a time have their first request looked at.
 *
 * <p>Virtual threads take turns in the order in which they are ready. A thousand clients that
 * connect at once would all be ahead of those that were admitted before them, whose answers wait
 * just to be passed on. So the crowd waits here, in order, until it is known what each of them
 * wants; what it waits for is never anything but a processor.
 */
final class Turnstile {

  private static final int AT_A_TIME_FOR_A_PROCESSOR = 2;

  private final Semaphore places =
      new Semaphore(AT_A_TIME_FOR_A_PROCESSOR * Runtime.getRuntime().availableProcessors(), true);

  /** Waits for its turn; {@link #leave} must follow. */
  void enter() throws InterruptedException {
    places.acquire();
  }

  /** Makes room for the next. */
  void leave() {
    places.release();
  }
}
