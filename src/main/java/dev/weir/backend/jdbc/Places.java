package dev.weir.backend.jdbc;

import java.util.concurrent.Semaphore;

/**
 * The places of a pool, whose number may change while calls have them: of fewer some are owed until
 * they come back.
 */
final class Places extends Semaphore {

  private static final long serialVersionUID = 1L;

  private volatile int most;

  Places(int most) {
    super(most, true);
    this.most = most;
  }

  /** Changes their number; for one thread at a time. */
  void resize(int newMost) {
    int more = newMost - most;
    most = newMost;
    if (more > 0) {
      release(more);
    } else {
      reducePermits(-more);
    }
  }

  /** Returns how many there may be. */
  int most() {
    return most;
  }
}
