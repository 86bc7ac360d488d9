package dev.weir.edge;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides which of two threads writes the response to a request: the request's own, or the one that
 * found the backend too late, while the request's own waits for the end of the backend's work.
 */
final class FirstResponse {

  private enum Where {
    NOWHERE_YET,
    HERE,
    ELSEWHERE
  }

  private final ReentrantLock lock = new ReentrantLock();
  private Where answered = Where.NOWHERE_YET;

  /**
   * Returns whether the request's own thread, which asks this, is the one to write the response. If
   * not, the response has been written.
   */
  boolean here() {
    lock.lock();
    try {
      if (answered == Where.NOWHERE_YET) {
        answered = Where.HERE;
      }
      return answered == Where.HERE;
    } finally {
      lock.unlock();
    }
  }

  /** Writes an interim response on the request's own thread, unless the other has answered. */
  void ahead(Runnable interim) {
    lock.lock();
    try {
      if (answered != Where.ELSEWHERE) {
        interim.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes the response on the other thread, which asks this, if that is the first. */
  void elsewhere(Runnable response) {
    lock.lock();
    try {
      if (answered == Where.NOWHERE_YET) {
        answered = Where.ELSEWHERE;
        response.run();
      }
    } finally {
      lock.unlock();
    }
  }
}
