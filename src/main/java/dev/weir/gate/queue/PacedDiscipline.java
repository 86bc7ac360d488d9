package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.estimate.Gcra;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * First come, first served, at the moments of a schedule: the leaky bucket as a queue. Up to a
 * burst of the moments may be taken in advance: the token bucket.
 *
 * <p>The next moment is that of the first in line. When one leaves the line, all behind it are one
 * step nearer to theirs, so no moment is lost and no wait becomes longer. An arrival takes one
 * permit, and one moment, whatever it costs.
 */
final class PacedDiscipline implements QueueDiscipline {

  private final LongSupplier nanoTime;
  private final Waiters waiters = new Waiters();
  private final Pace pace;
  private Gcra schedule;
  private long latestNanos;

  /** The moment on the schedule of an arrival that enters next. */
  private long entersNanos;

  /** Begins with an empty line, and with a moment that is now. */
  PacedDiscipline(Pace pace, LongSupplier nanoTime) {
    this.pace = pace;
    this.nanoTime = nanoTime;
    this.latestNanos = nanoTime.getAsLong();
    this.schedule = new Gcra(pace.perSecond(), latestNanos);
  }

  /** It knows the moment of each. */
  @Override
  public boolean seesEveryPass() {
    return true;
  }

  @Override
  public void resized(int permits) {}

  /** As many moments as are taken in advance at this pace are so at the other one. */
  @Override
  public void goOnIn(QueueDiscipline successor) {
    if (successor instanceof PacedDiscipline paced) {
      paced.schedule = schedule.withRate(paced.pace.perSecond(), nowNanos());
    }
  }

  @Override
  public int cost(Arrival arrival) {
    return 1;
  }

  @Override
  public void join(Waiter waiter) {
    waiters.add(waiter);
  }

  @Override
  public int ahead(Waiter newcomer) {
    return waiters.size();
  }

  @Override
  public boolean comesAfter(Waiter newcomer, long nanos) {
    return turnNanos() + waiters.size() * schedule.stepNanos() - nanos > 0;
  }

  /**
   * Takes out the first one if its turn has come; else that one wakes for it. One that is called
   * late does not make those behind it late.
   */
  @Override
  public @Nullable Waiter next(int free) {
    if (waiters.isEmpty() || free <= 0) {
      return null;
    }
    if (!isTurn(nowNanos())) {
      waiters.first().callAt(turnNanos());
      return null;
    }
    entersNanos = schedule.nextNanos();
    return waiters.removeFirst();
  }

  @Override
  public int spare(Arrival arrival, int free) {
    entersNanos = nowNanos();
    return waiters.isEmpty() && isTurn(entersNanos) ? free : 0;
  }

  @Override
  public void entered(Arrival arrival, int permits) {
    schedule.take(entersNanos);
  }

  @Override
  public void tookOver(Arrival arrival, int permits) {}

  /** What waits does not wait for a permit. */
  @Override
  public int kept(int free) {
    return waiters.isEmpty() ? 0 : Math.max(0, free);
  }

  @Override
  public void forEach(Consumer<Waiter> what) {
    waiters.forEach(what);
  }

  @Override
  public boolean leave(Waiter waiter) {
    return waiters.remove(waiter);
  }

  @Override
  public @Nullable Waiter overflow(int places) {
    if (waiters.size() <= places) {
      return null;
    }
    Waiter last = waiters.last();
    waiters.remove(last);
    return last;
  }

  private boolean isTurn(long nowNanos) {
    return turnNanos() - nowNanos <= 0;
  }

  private long turnNanos() {
    return schedule.nextNanos() - pace.toleranceNanos();
  }

  /** Threads may look at the clock in another order than they get the lock. */
  private long nowNanos() {
    latestNanos += Math.max(0, nanoTime.getAsLong() - latestNanos);
    return latestNanos;
  }
}
