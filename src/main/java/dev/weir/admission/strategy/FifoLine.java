package dev.weir.admission.strategy;

import dev.weir.admission.Arrival.Priority;

/** First come, first served, unless a line that is made of it says otherwise. */
class FifoLine implements Line {

  final Waiters waiters = new Waiters();

  @Override
  public boolean isEmpty() {
    return waiters.isEmpty();
  }

  @Override
  public boolean placesAreKept() {
    return true;
  }

  @Override
  public void join(Waiter waiter) {
    waiters.addLast(waiter);
  }

  @Override
  public int ahead(Priority priority) {
    return waiters.size();
  }

  @Override
  public Waiter next() {
    return waiters.removeFirst();
  }

  @Override
  public boolean leave(Waiter waiter) {
    return waiters.remove(waiter);
  }
}
