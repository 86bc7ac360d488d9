package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.GateLimits;
import org.jspecify.annotations.Nullable;

/**
 * First come, first served, and before all others those that come back in their turn: one that
 * finds the room full takes the place of the newest of the others.
 *
 * <p>A line that is made of this one may do otherwise; where places are not kept, coming back in
 * turn gives no right.
 */
public class FifoDiscipline implements QueueDiscipline {

  final Waiters waiters = new Waiters();
  private final Waiters inTurn = new Waiters();
  private int permits = GateLimits.MOST;

  @Override
  public boolean placesAreKept() {
    return true;
  }

  @Override
  public void resized(int newPermits) {
    permits = newPermits;
  }

  @Override
  public final int cost(Arrival arrival) {
    return Math.min(arrival.cost(), permits);
  }

  @Override
  public void join(Waiter waiter) {
    (goesFirst(waiter) ? inTurn : waiters).add(waiter);
  }

  @Override
  public int ahead(Waiter newcomer) {
    return inTurn.size() + (goesFirst(newcomer) ? 0 : waiters.size());
  }

  @Override
  public @Nullable Waiter next(int free) {
    if (isEmpty() || cost(first().arrival) > free) {
      return null;
    }
    Waiter next = first();
    leave(next);
    return next;
  }

  @Override
  public final @Nullable Waiter removeAny() {
    return isEmpty() ? null : (waiters.isEmpty() ? inTurn : waiters).removeFirst();
  }

  /** All are entitled to what is free: for the first of them it is gathered. */
  @Override
  public final int spare(Arrival arrival, int free) {
    return isEmpty() ? free : 0;
  }

  @Override
  public final int kept(int free) {
    return isEmpty() || cost(first().arrival) <= free ? 0 : Math.max(0, free);
  }

  /** Returns the one whose turn it is; the line is not empty. */
  Waiter first() {
    return (inTurn.isEmpty() ? waiters : inTurn).first();
  }

  @Override
  public boolean leave(Waiter waiter) {
    return waiters.remove(waiter) || inTurn.remove(waiter);
  }

  @Override
  public @Nullable Waiter yieldTo(Waiter newcomer) {
    return goesFirst(newcomer) && !waiters.isEmpty() ? waiters.removeLast() : null;
  }

  private boolean isEmpty() {
    return waiters.isEmpty() && inTurn.isEmpty();
  }

  private boolean goesFirst(Waiter waiter) {
    return waiter.inTurn && placesAreKept();
  }
}
