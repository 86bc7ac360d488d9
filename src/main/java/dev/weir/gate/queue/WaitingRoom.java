package dev.weir.gate.queue;

import static dev.weir.gate.queue.Occupancy.CLOSED;
import static dev.weir.gate.queue.Occupancy.LOCKED;

import dev.weir.gate.GateLimits;
import dev.weir.gate.ShedReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where arrivals wait that find no permit at a {@link QueueingSemaphore}: they join the line, are
 * called from it, or leave it. All of that happens with one lock held, and while any of them waits,
 * nothing else changes the semaphore's occupancy.
 *
 * <p>Whatever changes the line may leave at its head an arrival that takes fewer permits than the
 * one before: so after each change the free permits are handed over.
 */
final class WaitingRoom {

  private final LimitsInForce limits;
  private final LongSupplier nanoTime;
  private final AtomicLong occupancy;
  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private final LineInForce line;
  private final Handover handover;
  private final Entrance entrance;
  private QueueSettings settings;

  /** Shares the occupancy with the semaphore, which changes it while none waits. */
  WaitingRoom(
      QueueSettings settings,
      QueueDiscipline line,
      LimitsInForce limits,
      AtomicLong occupancy,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.occupancy = occupancy;
    this.line = new LineInForce(line);
    this.handover = new Handover(this.line, occupancy);
    this.entrance = new Entrance(this.line, limits, occupancy);
    line.resized(Occupancy.permits(occupancy.get()));
    lockIfSeen(line);
  }

  /** Takes the permits of an arrival that does not wait. */
  long enter(Holding newcomer) {
    Waiter called;
    long entry;
    lock.lock();
    try {
      entry = entrance.enter(newcomer);
      called = entry == Entry.NONE ? null : callNext();
    } finally {
      lock.unlock();
    }
    Handover.wake(called);
    return entry;
  }

  /** Takes up to so many more permits for an arrival that is inside, and returns how many. */
  int enterAgain(Holding holding, int most) {
    Waiter called;
    int permits;
    lock.lock();
    try {
      permits = entrance.enterAgain(holding, most);
      called = callNext();
    } finally {
      lock.unlock();
    }
    Handover.wake(called);
    return permits;
  }

  /** Those that wait may have another order once one has entered that did not wait. */
  private @Nullable Waiter callNext() {
    return Occupancy.waiting(occupancy.get()) == 0 ? null : handover.giveBack(0);
  }

  /**
   * Takes permits back, with or without a waiter to take them: between the look at the occupancy
   * and the lock, all that waited may have left.
   */
  void giveBack(Holding holding, int permits) {
    Waiter called;
    lock.lock();
    try {
      line.left(holding, permits);
      called = handover.giveBack(permits);
    } finally {
      lock.unlock();
    }
    Handover.wake(called);
  }

  /** Makes a picture of the line, which does not change meanwhile. */
  <T> T look(Function<QueueDiscipline, T> picture) {
    lock.lock();
    try {
      return picture.apply(line.get());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Settles a newcomer, or puts it in line; before that those leave the line whose turn has come by
   * the clock, or that have stood there for too long.
   *
   * @return whether it is in line
   */
  boolean join(Waiter waiter, int reach, long untilNanos, ShedReason whenOver) {
    handOver(
        () -> {
          Handover.wake(handover.giveBack(0));
          if (entrance.hasToWait(waiter, reach, untilNanos, whenOver)) {
            line.join(waiter);
          }
          return handover.giveBack(0);
        });
    return !waiter.isSettled();
  }

  /** Calls those whose turn has come by the clock. */
  void callDue(Waiter waiter) {
    handOver(
        () -> {
          waiter.forgetCall();
          return handover.giveBack(0);
        });
  }

  /**
   * Sheds one whose time is over, unless its turn came by the clock before that: the thread of one
   * ahead of it, which would have called it, may be late.
   */
  void expire(Waiter waiter, ShedReason reason) {
    handOver(
        () -> {
          Handover.wake(handover.giveBack(0));
          return shed(waiter, reason);
        });
  }

  /** Sheds one that is in line; if another thread has settled it meanwhile, that stands. */
  void leave(Waiter waiter, ShedReason reason) {
    handOver(() -> shed(waiter, reason));
  }

  private @Nullable Waiter shed(Waiter waiter, ShedReason reason) {
    if (!line.get().leave(waiter)) {
      return null;
    }
    handover.shed(waiter, reason);
    return handover.giveBack(0);
  }

  /** Changes the number of permits, and calls waiters, if there are more. */
  void resize(int permits) {
    handOver(
        () -> {
          GateLimits resized = limits.limits().withPermits(permits);
          return limits.change(resized, () -> handover.resize(Occupancy.bounded(permits)));
        });
  }

  /**
   * Puts other settings in force: calls waiters, if there are more permits, and then sheds those
   * that have no place any more.
   */
  void update(QueueSettings newSettings) {
    handOver(() -> limits.change(newSettings.limits(), () -> change(newSettings)));
  }

  private @Nullable Waiter change(QueueSettings newSettings) {
    GateLimits newLimits = newSettings.limits();
    if (newSettings.haveLineOf(settings)) {
      line.get().rebounded(newLimits.waitingRoom(), newSettings.sharing().partitions());
    } else {
      replace(newSettings.open(nanoTime));
    }
    settings = newSettings;
    return handover.update(newLimits);
  }

  /** Returns a copy of each that waits, to which was done what {@link #update} would do. */
  List<Waiter> rehearse(QueueSettings newSettings) {
    List<Waiter> waiting = new ArrayList<>();
    lock.lock();
    try {
      LineInForce copy = line.copy(newSettings.open(nanoTime), waiting);
      new Handover(copy, new AtomicLong(occupancy.get())).update(newSettings.limits());
    } finally {
      lock.unlock();
    }
    return waiting;
  }

  /** All that the old line has counted is counted by then, and the new one has not begun. */
  private void replace(QueueDiscipline newLine) {
    lockIfSeen(newLine);
    newLine.resized(Occupancy.permits(occupancy.get()));
    line.replace(newLine);
    if (!newLine.seesEveryPass()) {
      occupancy.updateAndGet(now -> now & ~LOCKED);
    }
  }

  private void lockIfSeen(QueueDiscipline newLine) {
    limits.keepPlaces(newLine.placesAreKept() && !newLine.seesEveryPass());
    if (newLine.seesEveryPass()) {
      occupancy.updateAndGet(now -> now | LOCKED);
    }
  }

  /** Sheds all that wait, and all that come from now on: {@link ShedReason#CLOSING}. */
  void close() {
    handOver(
        () -> {
          occupancy.updateAndGet(now -> now | CLOSED);
          handover.shedOverflow(0, ShedReason.CLOSING);
          return null;
        });
  }

  /** Does something with the lock, and wakes those that are called by it without. */
  private void handOver(Supplier<@Nullable Waiter> what) {
    Waiter called;
    lock.lock();
    try {
      called = what.get();
    } finally {
      lock.unlock();
    }
    Handover.wake(called);
  }
}
