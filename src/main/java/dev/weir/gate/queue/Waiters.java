package dev.weir.gate.queue;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waiters in the order in which they came. Each is in one such list at a time at most; the owner of
 * the list guards it with a lock.
 *
 * <p>Everything takes constant time, and no memory: each {@link Waiter} knows its neighbours.
 * {@code LinkedHashSet} does the same by the identity hash of each, and a JVM takes longer to make
 * one up than to hand over a permit.
 */
public final class Waiters implements Line {

  private @Nullable Waiter first;
  private @Nullable Waiter last;
  private int size;

  @Override
  public boolean isEmpty() {
    return first == null;
  }

  @Override
  public int size() {
    return size;
  }

  /** Returns the one that came first; the list is not empty. */
  @Override
  public Waiter first() {
    return Objects.requireNonNull(first);
  }

  /** Returns the one that came last; the list is not empty. */
  @Override
  public Waiter last() {
    return Objects.requireNonNull(last);
  }

  /** Adds one that is in no list, as the last. */
  @Override
  public void add(Waiter waiter) {
    waiter.before = last;
    if (last == null) {
      first = waiter;
    } else {
      last.after = waiter;
    }
    last = waiter;
    waiter.in = this;
    size++;
  }

  /** Takes out the one that came first; the list is not empty. */
  @Override
  public Waiter removeFirst() {
    Waiter removed = first();
    remove(removed);
    return removed;
  }

  @Override
  public void forEach(Consumer<Waiter> what) {
    for (Waiter each = first; each != null; each = each.after) {
      what.accept(each);
    }
  }

  /** Takes one out, and returns whether it was there. */
  @Override
  public boolean remove(Waiter waiter) {
    if (waiter.in != this) {
      return false;
    }
    link(waiter.before, waiter.after);
    waiter.before = null;
    waiter.after = null;
    waiter.in = null;
    size--;
    return true;
  }

  @Override
  public int compareFirst(Line alike) {
    return Long.compare(first().number, alike.first().number);
  }

  @Override
  public int compareLast(Line alike) {
    return Long.compare(last().number, alike.last().number);
  }

  private void link(@Nullable Waiter before, @Nullable Waiter after) {
    if (before == null) {
      first = after;
    } else {
      before.after = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.before = before;
    }
  }
}
