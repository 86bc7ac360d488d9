package dev.weir.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one client in the order in which it sent them, whichever thread read them from the
 * socket.
 *
 * <p>Two threads read: the connection's own, which needs the bytes, and a watcher, which finds out
 * whether the client is still there while that thread is busy elsewhere. Only one reads at a time.
 * The watcher never begins while the connection's thread reads. A watcher that reads already can't
 * be stopped, so the connection's thread waits for what it gets, and it gives way then. What the
 * watcher read is kept, up to a bound, and handed out before anything that is read later.
 *
 * <p>Helidon 4.5 does not see that a client leaves before it writes to it, and not even then if the
 * client has closed in good order.
 */
final class SharedReader {

  /** The state of what the client sends. */
  enum End {
    /** More may come. */
    OPEN,
    /** The client closed its sending side; it may still read. */
    CLOSED,
    /** The connection is broken. */
    BROKEN
  }

  private static final int MAX_KEPT_BYTES = 64 * 1024;

  private enum Reader {
    NONE,
    CONNECTION,
    WATCHER
  }

  private final Supplier<byte @Nullable []> socket;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<byte[]> kept = new ArrayDeque<>();
  private int keptBytes;
  private Reader reader = Reader.NONE;
  private boolean wanted;
  private volatile End end = End.OPEN;

  /**
   * Makes the reader of a connection.
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
      reader = Reader.NONE;
    } finally {
      lock.unlock();
    }
    return bytes;
  }

  /** Returns what the watcher has read, or null if the caller is the one to read now. */
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
   * Reads ahead, for a watcher, until the end of what comes, or until the connection's thread wants
   * to read, or enough is kept.
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
          reader == Reader.NONE
              && !wanted
              && end == End.OPEN
              && keptBytes < MAX_KEPT_BYTES
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
      reader = Reader.NONE;
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
      // A TLS socket may return no bytes before it says that there will be none.
      while (bytes != null && bytes.length == 0) {
        bytes = socket.get();
      }
      if (bytes == null) {
        end = End.CLOSED;
      }
      return bytes;
    } catch (RuntimeException e) {
      // Whatever broke: nothing more can be read or written.
      end = End.BROKEN;
      return null;
    }
  }
}
