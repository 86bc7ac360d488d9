package dev.weir.wire;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The request that a connection is busy with, and the thread that it is busy on. Whether a client
 * left before its request was over is decided here, under one lock.
 */
final class InFlightRequest {

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread thread;
  private volatile boolean now;
  private volatile boolean gone;
  private volatile boolean calledOff;
  private volatile BooleanSupplier patient = () -> false;
  private @Nullable Thread answering;

  /** Says which thread the connection is on, for as long as it lasts. */
  void isOn(Thread connectionThread) {
    lock.lock();
    try {
      thread = connectionThread;
    } finally {
      lock.unlock();
    }
  }

  /** A request begins, on that thread; whoever meant to end the wait for it came too late. */
  void begin() {
    lock.lock();
    try {
      Thread.interrupted();
      now = true;
    } finally {
      lock.unlock();
    }
  }

  /** Does what may end the wait for a request; no request begins meanwhile. */
  void whileNoneBegins(Runnable end) {
    lock.lock();
    try {
      end.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * While this says so, the request is not interrupted if its client leaves; that is only noted.
   */
  void isPatient(BooleanSupplier whether) {
    patient = whether;
  }

  /**
   * Writes the response of a patient request on another thread, which is interrupted if the client
   * leaves.
   */
  void answer(Runnable response) {
    isAnsweredOn(Thread.currentThread());
    try {
      response.run();
    } finally {
      isAnsweredOn(null);
    }
  }

  private void isAnsweredOn(@Nullable Thread other) {
    lock.lock();
    try {
      answering = other;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the request; whoever finds out later that its client left changes nothing any more. */
  void end() {
    lock.lock();
    try {
      now = false;
      if (gone || calledOff) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether a request is under way. */
  boolean now() {
    return now;
  }

  boolean gone() {
    return gone;
  }

  /** The client left: its request, if one is under way, is interrupted, once. */
  void leaves() {
    lock.lock();
    try {
      if (now && !gone && thread != null) {
        gone = true;
        // A client that has its late response may leave: the thread that wrote it is not disturbed.
        if (answering == null && !patient.getAsBoolean()) {
          thread.interrupt();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The client does not take what is written, or does not go on with its body: it has left. */
  void stalls() {
    lock.lock();
    try {
      if (answering != null) {
        gone = true;
        answering.interrupt();
        return;
      }
    } finally {
      lock.unlock();
    }
    leaves();
  }

  /** The server can't wait: the request, if one is under way, is interrupted. */
  boolean callOff() {
    lock.lock();
    try {
      if (!now || (gone && !patient.getAsBoolean()) || thread == null) {
        return false;
      }
      calledOff = true;
      thread.interrupt();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes the connection's thread from a socket that blocks it, which is closed by that. */
  void interrupt() {
    lock.lock();
    try {
      if (!gone && thread != null) {
        thread.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }
}
