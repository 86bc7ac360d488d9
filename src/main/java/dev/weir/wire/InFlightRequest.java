package dev.weir.wire;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The request that a connection serves at the moment, if any, and the thread that serves it.
 * Whether a client left before the end of its request is decided here, under one lock.
 */
final class InFlightRequest {

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread thread;
  private @Nullable Thread responder;
  private volatile boolean active;
  private volatile boolean writing;
  private volatile boolean gone;
  private volatile boolean cancelled;
  private volatile BooleanSupplier outlivesClient = () -> false;

  /** Says which thread serves the connection, from here on to its end. */
  void runsOn(Thread connectionThread) {
    locked(() -> thread = connectionThread);
  }

  /** Begins a request, on its thread; an interrupt of the wait for it came too late. */
  void begin() {
    locked(
        () -> {
          Thread.interrupted();
          active = true;
        });
  }

  /** Runs what may interrupt the wait for a request; no request begins meanwhile. */
  void excludingBegin(Runnable action) {
    locked(action);
  }

  /**
   * Sets when the request is not to be interrupted if its client leaves, which is only noted then.
   */
  void outlivesClient(BooleanSupplier whether) {
    outlivesClient = whether;
  }

  /**
   * Writes the response on another thread than the request's; if the client takes nothing more of
   * it, that thread is interrupted.
   */
  void respond(Runnable response) {
    Thread current = Thread.currentThread();
    locked(() -> responder = current);
    try {
      response.run();
    } finally {
      locked(() -> responder = null);
    }
  }

  /**
   * Writes to the client. If the client leaves meanwhile, the interrupt waits for the end of the
   * write: a client may leave as soon as it has the last bytes, and before the thread that wrote
   * them knows that they are written.
   */
  void write(Runnable write) {
    boolean before = gone;
    writing = true;
    try {
      write.run();
    } finally {
      writing = false;
    }
    // Either this sees that the client left, or clientGone() that nothing is being written.
    if (gone && !before) {
      locked(this::interruptForGone);
    }
  }

  /** Ends the request; a client that leaves from here on changes nothing for it. */
  void end() {
    locked(
        () -> {
          active = false;
          if (gone || cancelled) {
            Thread.interrupted();
          }
        });
  }

  /** Returns whether a request is in flight. */
  boolean active() {
    return active;
  }

  /** Returns whether the client left while a request was in flight. */
  boolean gone() {
    return gone;
  }

  /** The client left: its request, if one is in flight, is interrupted, once. */
  void clientGone() {
    locked(
        () -> {
          if (active && !gone) {
            gone = true;
            if (!writing) {
              interruptForGone();
            }
          }
        });
  }

  /** A client that has its late response may leave: the thread that wrote it is not disturbed. */
  private void interruptForGone() {
    if (active && responder == null && !outlivesClient.getAsBoolean()) {
      interrupt(thread);
    }
  }

  /** The client takes nothing of what is written, or does not go on with its body: it has left. */
  void clientStalled() {
    locked(
        () -> {
          boolean stuck = writing && active;
          if (responder != null || stuck) {
            gone = true;
            interrupt(responder == null ? thread : responder);
          } else if (active && !gone) {
            gone = true;
            interruptForGone();
          }
        });
  }

  /**
   * Interrupts the request that is in flight because the server can't wait.
   *
   * @return whether there is one that may be interrupted
   */
  boolean cancel() {
    lock.lock();
    try {
      if (!active || (gone && !outlivesClient.getAsBoolean())) {
        return false;
      }
      cancelled = true;
      interrupt(thread);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes the connection's thread from its socket, which closes the socket. */
  void interruptSocket() {
    locked(
        () -> {
          // The thread of a request whose client is gone was interrupted, or has ended the request.
          if (writing || !gone) {
            interrupt(thread);
          }
        });
  }

  private static void interrupt(@Nullable Thread thread) {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
