package dev.weir.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few new connections at a time have their first request looked at.
 *
 * <p>Virtual threads take turns in the order in which they are ready. A thousand clients that
 * connect at once would all be ahead of those that were admitted before them, whose answers wait
 * just to be passed on. So the crowd waits here, until it is known what each of them wants; what it
 * waits for is never anything but a processor.
 *
 * <p>They come in in their order, unless the line stands: once the eldest has waited for {@link
 * #STANDS_AFTER_NANOS}, every other turn is the newest one's. In a storm of new connections that
 * never drains, the eldest are those who give up next, and who come again for it; whoever is
 * answered in time keeps its connection, which makes the storm smaller (adaptive LIFO, Maurer,
 * "Fail at Scale", ACM Queue 13(8), 2015). The other turns see to it that nobody is forgotten.
 *
 * <p>Safe for use by any thread.
 */
final class NewConnectionLimiter {

  static final long STANDS_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int AT_A_TIME_FOR_A_PROCESSOR = 2;

  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiter> line = new ArrayDeque<>();
  private int free = AT_A_TIME_FOR_A_PROCESSOR * Runtime.getRuntime().availableProcessors();
  private boolean newestIsNext;

  /**
   * Makes one with nobody in it.
   *
   * @param nanoTime a clock that never goes back, in nanoseconds
   */
  NewConnectionLimiter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private static final class Waiter {
    final Thread thread = Thread.currentThread();
    final long sinceNanos;
    volatile boolean called;

    Waiter(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }
  }

  /** Waits for its turn; {@link #leave} must follow, unless this throws. */
  void enter() throws InterruptedException {
    Waiter waiter = takePlaceOrJoin();
    while (waiter != null && !waiter.called) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        giveUp(waiter);
        throw new InterruptedException();
      }
    }
  }

  /** Makes room for the next. */
  void leave() {
    lock.lock();
    try {
      if (line.isEmpty()) {
        free++;
      } else {
        callNext();
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Waiter takePlaceOrJoin() {
    lock.lock();
    try {
      if (free > 0) {
        free--;
        return null;
      }
      Waiter waiter = new Waiter(nanoTime.getAsLong());
      line.addLast(waiter);
      return waiter;
    } finally {
      lock.unlock();
    }
  }

  /** With the lock held; somebody is in line. The place of the one who leaves is the next one's. */
  private void callNext() {
    boolean stands = nanoTime.getAsLong() - line.element().sinceNanos > STANDS_AFTER_NANOS;
    newestIsNext = stands && !newestIsNext;
    Waiter next = newestIsNext ? line.removeLast() : line.removeFirst();
    next.called = true;
    LockSupport.unpark(next.thread);
  }

  /** Whoever was called before it could leave the line has a place, and gives it on. */
  private void giveUp(Waiter waiter) {
    lock.lock();
    try {
      if (!line.remove(waiter)) {
        leave();
      }
    } finally {
      lock.unlock();
    }
  }
}
