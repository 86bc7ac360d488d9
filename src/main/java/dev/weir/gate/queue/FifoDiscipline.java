package dev.weir.gate.queue;

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

  @Override
  public boolean placesAreKept() {
    return true;
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
    return isEmpty() || free <= 0 ? null : take();
  }

  /** Takes out the one whose turn it is; the line is not empty. */
  Waiter take() {
    return (inTurn.isEmpty() ? waiters : inTurn).removeFirst();
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
