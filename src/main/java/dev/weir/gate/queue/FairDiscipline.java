package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Fairness;
import org.jspecify.annotations.Nullable;

/**
 * Fair by caller: see {@link Fairness#BY_CALLER}. Within a caller, first come is first served.
 * Coming back in turn gives no right: a caller that was shed often would have many turns.
 */
public final class FairDiscipline implements QueueDiscipline {

  private final Line waiters = new FairLine();

  /** It counts how many of each caller are inside. */
  @Override
  public boolean seesEveryPass() {
    return true;
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
    return waiters.isEmpty() || free <= 0 ? null : waiters.removeFirst();
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
  public void entered(Arrival arrival) {
    waiters.entered(arrival);
  }

  @Override
  public void left(Arrival arrival) {
    waiters.left(arrival);
  }
}
