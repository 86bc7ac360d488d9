package dev.weir.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many new connections at a time have their first request read.
 *
 * <p>Virtual threads run in the order in which they become ready. A thousand clients that connect
 * at once would all be ahead of the requests that were admitted before, whose responses wait just
 * to be passed on. So new connections take turns until their first requests are known; what they
 * wait for is never anything but a processor.
 *
 * <p>Turns are given in order of arrival, unless the line stands: once its eldest has waited for
 * {@link #STANDS_AFTER_NANOS}, every other turn is given to the newest. In a storm of new
 * connections that never drains, the eldest are those whose clients give up next, and connect again
 * for it; a client that is served in time keeps its connection, which makes the storm smaller
 * (adaptive LIFO, Maurer, "Fail at Scale", ACM Queue 13(8), 2015). The other turns see to it that
 * no connection is forgotten.
 *
 * <p>Safe for use by any thread.
 */
final class NewConnectionLimiter {

  static final long STANDS_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int TURNS_PER_PROCESSOR = 2;

  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiter> line = new ArrayDeque<>();
  private int free = TURNS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
  private boolean newestIsNext;

  /**
   * Makes a limiter without connections.
   *
   * @param nanoTime a clock that never goes back, in nanoseconds
   */
  NewConnectionLimiter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private static final class Waiter {
    final CountDownLatch called = new CountDownLatch(1);
    final long sinceNanos;

    Waiter(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }
  }

  /** Waits until a turn begins; {@link #endTurn} must follow, once, unless this throws. */
  void beginTurn() throws InterruptedException {
    Waiter waiter = takeTurnOrJoin();
    if (waiter != null) {
      await(waiter);
    }
  }

  private @Nullable Waiter takeTurnOrJoin() {
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

  private void await(Waiter waiter) throws InterruptedException {
    try {
      waiter.called.await();
    } catch (InterruptedException e) {
      giveUp(waiter);
      throw e;
    }
  }

  /** A waiter that was called before it could leave the line has a turn, and gives it on. */
  private void giveUp(Waiter waiter) {
    lock.lock();
    try {
      if (!line.remove(waiter)) {
        endTurn();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends a turn, and gives it to the next in line. */
  void endTurn() {
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

  /** With the lock held, and a waiter in line: gives it the turn that ends. */
  private void callNext() {
    boolean stands = nanoTime.getAsLong() - line.element().sinceNanos > STANDS_AFTER_NANOS;
    newestIsNext = stands && !newestIsNext;
    Waiter next = newestIsNext ? line.removeLast() : line.removeFirst();
    next.called.countDown();
  }
}
