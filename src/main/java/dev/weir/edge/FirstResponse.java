package dev.weir.edge;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides which of two threads writes the response to a request: the request's own, or the one that
 * found the backend too late, while the request's own waits for the end of the backend's work.
 */
final class FirstResponse {

  private enum Writer {
    NONE_YET,
    REQUEST_THREAD,
    OTHER_THREAD
  }

  private final ReentrantLock lock = new ReentrantLock();
  private Writer writer = Writer.NONE_YET;

  /**
   * Returns whether the request's own thread, which asks this, is the one to write the response. If
   * not, the response has been written.
   */
  boolean isMine() {
    lock.lock();
    try {
      if (writer == Writer.NONE_YET) {
        writer = Writer.REQUEST_THREAD;
      }
      return writer == Writer.REQUEST_THREAD;
    } finally {
      lock.unlock();
    }
  }

  /** Writes an interim response on the request's own thread, unless the other was first. */
  void interim(Runnable response) {
    lock.lock();
    try {
      if (writer != Writer.OTHER_THREAD) {
        response.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes the response on the other thread, which asks this, if that is the first. */
  void onOtherThread(Runnable response) {
    lock.lock();
    try {
      if (writer == Writer.NONE_YET) {
        writer = Writer.OTHER_THREAD;
        response.run();
      }
    } finally {
      lock.unlock();
    }
  }
}
