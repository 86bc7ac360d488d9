package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Fairness;
import dev.weir.gate.GateLimits;
import org.jspecify.annotations.Nullable;

/**
 * Fair by caller: see {@link Fairness#BY_CALLER}. Within a caller, first come is first served.
 * Coming back in turn gives no right: a caller that was shed often would have many turns.
 */
public final class SharingDiscipline implements QueueDiscipline {

  private final Line waiters = new FairLine();
  private int permits = GateLimits.MOST;

  /** It counts the permits of each caller. */
  @Override
  public boolean seesEveryPass() {
    return true;
  }

  @Override
  public void resized(int newPermits) {
    permits = newPermits;
  }

  @Override
  public int cost(Arrival arrival) {
    return Math.min(arrival.cost(), permits);
  }

  @Override
  public void join(Waiter waiter) {
    waiters.add(waiter);
  }

  @Override
  public int ahead(Waiter newcomer) {
    return waiters.ahead(newcomer.arrival);
  }

  @Override
  public @Nullable Waiter next(int free) {
    return waiters.isEmpty() || cost(waiters.first().arrival) > free ? null : waiters.removeFirst();
  }

  @Override
  public @Nullable Waiter removeAny() {
    return waiters.isEmpty() ? null : waiters.removeLast();
  }

  @Override
  public int spare(Arrival arrival, int free) {
    return waiters.isEmpty() ? free : 0;
  }

  @Override
  public int kept(int free) {
    return waiters.isEmpty() || cost(waiters.first().arrival) <= free ? 0 : Math.max(0, free);
  }

  @Override
  public boolean leave(Waiter waiter) {
    return waiters.remove(waiter);
  }

  @Override
  public @Nullable Waiter yieldTo(Waiter newcomer) {
    return waiters.yieldTo(newcomer.arrival);
  }

  @Override
  public CallerLevels callers() {
    CallerCount count = new CallerCount();
    waiters.count(count);
    return count.levels();
  }

  @Override
  public void entered(Arrival arrival, int permits) {
    waiters.entered(arrival, permits);
  }

  @Override
  public void left(Arrival arrival, int permits) {
    waiters.left(arrival, permits);
  }
}
