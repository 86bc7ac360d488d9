package dev.weir.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one client, in the order in which it sent them, whoever read them from the socket.
 *
 * <p>Two may want to: the connection's own thread, which needs them, and a watcher, which wants to
 * know whether the client is still there while that thread is busy elsewhere. Only one reads at a
 * time. The watcher never begins while the other reads; a watcher that reads already can't be
 * stopped, so the other waits for what it gets, and it gives way then. What it read is kept, up to
 * a bound, and handed out before anything that is read later.
 */
final class SharedReader {

  /** How the stream stands. */
  enum End {
    OPEN,
    /** The client closed its sending side; it may still read. */
    CLOSED,
    /** The connection is broken. */
    BROKEN
  }

  private static final int MOST_KEPT_BYTES = 64 * 1024;

  private enum Reader {
    NOBODY,
    CONNECTION,
    WATCHER
  }

  private final Supplier<byte @Nullable []> socket;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<byte[]> kept = new ArrayDeque<>();
  private int keptBytes;
  private Reader reader = Reader.NOBODY;
  private boolean wanted;
  private volatile End end = End.OPEN;

  /**
   * Makes the inbound side of a connection.
   *
   * @param socket blocks until there are bytes; null, or an exception, is the end
   */
  SharedReader(Supplier<byte @Nullable []> socket) {
    this.socket = socket;
  }

  /** Returns the next bytes, for the connection's thread; null when there will be none. */
  byte @Nullable [] next() throws InterruptedException {
    byte[] early = keptOrMine();
    if (early != null) {
      return early;
    }
    byte[] bytes = read();
    lock.lock();
    try {
      reader = Reader.NOBODY;
    } finally {
      lock.unlock();
    }
    return bytes;
  }

  /** Returns what the watcher has read; null if it is for the caller now to read. */
  private byte @Nullable [] keptOrMine() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      wanted = true;
      while (kept.isEmpty() && reader == Reader.WATCHER) {
        changed.await();
      }
      byte[] bytes = kept.poll();
      if (bytes != null) {
        keptBytes -= bytes.length;
      } else {
        reader = Reader.CONNECTION;
      }
      return bytes;
    } finally {
      wanted = false;
      lock.unlock();
    }
  }

  /**
   * Reads ahead, for a watcher, until the end, or until it is in the way or has enough.
   *
   * @param goesOn whether there is still something to watch for
   * @return how the stream stands
   */
  End watch(BooleanSupplier goesOn) {
    while (mayWatch(goesOn)) {
      keep(read());
    }
    return end;
  }

  private boolean mayWatch(BooleanSupplier goesOn) {
    lock.lock();
    try {
      boolean may =
          reader == Reader.NOBODY
              && !wanted
              && end == End.OPEN
              && keptBytes < MOST_KEPT_BYTES
              && goesOn.getAsBoolean();
      reader = may ? Reader.WATCHER : reader;
      return may;
    } finally {
      lock.unlock();
    }
  }

  private void keep(byte @Nullable [] bytes) {
    lock.lock();
    try {
      reader = Reader.NOBODY;
      if (bytes != null) {
        kept.add(bytes);
        keptBytes += bytes.length;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private byte @Nullable [] read() {
    if (end != End.OPEN) {
      return null;
    }
    try {
      byte[] bytes = socket.get();
      if (bytes == null) {
        end = End.CLOSED;
      }
      return bytes;
    } catch (RuntimeException e) {
      // Whatever it is that broke: there is nobody to be told, and nothing more to be read.
      end = End.BROKEN;
      return null;
    }
  }
}
