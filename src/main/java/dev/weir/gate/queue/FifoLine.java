package dev.weir.gate.queue;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * First come, first served, and before all others those that come back in their turn: one that
 * finds the room full takes the place of the newest of the others.
 */
final class FifoLine implements Line {

  private final Waiters inTurn = new Waiters();
  private final Waiters others = new Waiters();

  @Override
  public boolean isEmpty() {
    return others.isEmpty() && inTurn.isEmpty();
  }

  @Override
  public int size() {
    return inTurn.size() + others.size();
  }

  @Override
  public void add(Waiter waiter) {
    (waiter.inTurn ? inTurn : others).add(waiter);
  }

  @Override
  public Waiter first() {
    return (inTurn.isEmpty() ? others : inTurn).first();
  }

  @Override
  public Waiter last() {
    return (others.isEmpty() ? inTurn : others).last();
  }

  @Override
  public Waiter removeFirst() {
    return (inTurn.isEmpty() ? others : inTurn).removeFirst();
  }

  @Override
  public void forEach(Consumer<Waiter> what) {
    inTurn.forEach(what);
    others.forEach(what);
  }

  @Override
  public boolean remove(Waiter waiter) {
    return others.remove(waiter) || inTurn.remove(waiter);
  }

  @Override
  public int compareFirst(Line alike) {
    return compare(first(), alike.first());
  }

  @Override
  public int compareLast(Line alike) {
    return compare(last(), alike.last());
  }

  private static int compare(Waiter one, Waiter other) {
    int inTurn = Boolean.compare(other.inTurn, one.inTurn);
    return inTurn == 0 ? Long.compare(one.number, other.number) : inTurn;
  }

  @Override
  public int ahead(Waiter newcomer) {
    return newcomer.inTurn ? inTurn.size() : size();
  }

  @Override
  public @Nullable Waiter yielding(Waiter newcomer, List<Line> alike) {
    return alike.stream()
        .max(Line::compareLast)
        .map(Line::last)
        .filter(last -> newcomer.inTurn && !last.inTurn)
        .orElse(null);
  }
}
