package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.Fairness;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A line for each caller, in the order of {@link Fairness#BY_CALLER}: the rule is max-min fairness,
 * one permit and one place at a time. Where arrivals have several names, the lines of the first of
 * them are fair lines too, of the next.
 *
 * <p>A caller is known while it waits or is inside, and no longer; one that comes counts as served
 * at that moment. So it can't overtake by coming under a new name each time. All that happens takes
 * a time that grows with the logarithm of the number of callers that wait.
 */
final class FairLine implements Line {

  private static final Comparator<Caller> BY_TURN = Caller::compareTurn;
  private static final Comparator<Caller> BY_WAITING = Caller::compareWaiting;

  private final int level;
  private final Map<String, Caller> callers = new HashMap<>();

  /** The callers that wait. */
  private final NavigableSet<Caller> turns = new TreeSet<>(BY_TURN);

  /** The callers of which several wait: what only one of its callers has is taken from none. */
  private final NavigableSet<Caller> crowds = new TreeSet<>(BY_WAITING);

  private int size;

  /** How many callers wait without a permit. */
  private int emptyHanded;

  /** The moment, in numbers of callers that came or were served. */
  private long now;

  FairLine() {
    this(0);
  }

  private FairLine(int level) {
    this.level = level;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public int size() {
    return size;
  }

  /** Of a caller that is not known yet, all that wait without a permit were served before. */
  @Override
  public int ahead(Arrival newcomer) {
    Caller own = callers.get(name(newcomer));
    return own == null ? emptyHanded : own.line.ahead(newcomer);
  }

  @Override
  public void add(Waiter waiter) {
    Caller caller = caller(waiter.arrival);
    beforeWaiting(caller);
    caller.line.add(waiter);
    afterWaiting(caller);
    enqueue(caller);
    size++;
  }

  @Override
  public Waiter first() {
    return turns.first().line.first();
  }

  /** The caller has no turn until it has entered. */
  @Override
  public Waiter removeFirst() {
    Caller caller = turns.first();
    dequeue(caller);
    beforeWaiting(caller);
    Waiter removed = caller.line.removeFirst();
    afterWaiting(caller);
    size--;
    return removed;
  }

  @Override
  public Waiter removeLast() {
    return removeLast((crowds.isEmpty() ? turns : crowds).last());
  }

  private Waiter removeLast(Caller caller) {
    beforeWaiting(caller);
    Waiter removed = caller.line.removeLast();
    afterLeaving(caller);
    size--;
    return removed;
  }

  @Override
  public boolean remove(Waiter waiter) {
    Caller caller = callers.get(name(waiter.arrival));
    if (caller == null) {
      return false;
    }
    beforeWaiting(caller);
    boolean removed = caller.line.remove(waiter);
    afterLeaving(caller);
    size -= removed ? 1 : 0;
    return removed;
  }

  @Override
  public @Nullable Waiter yieldTo(Arrival newcomer) {
    Caller own = callers.get(name(newcomer));
    int waiting = own == null ? 0 : own.line.size();
    if (!crowds.isEmpty() && crowds.last().line.size() > waiting + 1) {
      return removeLast(crowds.last());
    }
    return own == null ? null : yieldWithin(own, newcomer);
  }

  private @Nullable Waiter yieldWithin(Caller own, Arrival newcomer) {
    beforeWaiting(own);
    Waiter yielding = own.line.yieldTo(newcomer);
    afterWaiting(own);
    size -= yielding == null ? 0 : 1;
    return yielding;
  }

  @Override
  public void count(CallerCount count) {
    callers.forEach((name, caller) -> count.add(name, caller.inside, !caller.line.isEmpty()));
  }

  @Override
  public void entered(Arrival arrival, int permits) {
    Caller caller = caller(arrival);
    dequeue(caller);
    caller.inside += permits;
    caller.servedAt = ++now;
    caller.line.entered(arrival, permits);
    enqueue(caller);
  }

  @Override
  public void left(Arrival arrival, int permits) {
    Caller caller = Objects.requireNonNull(callers.get(name(arrival)));
    dequeue(caller);
    caller.inside -= permits;
    caller.line.left(arrival, permits);
    enqueue(caller);
    forgetIfGone(caller);
  }

  private Caller caller(Arrival arrival) {
    String name = name(arrival);
    Caller known = callers.get(name);
    if (known != null) {
      return known;
    }
    boolean isLast = level + 1 >= arrival.fairBy().size();
    Caller newcomer = new Caller(name, isLast ? new Waiters() : new FairLine(level + 1), ++now);
    callers.put(name, newcomer);
    return newcomer;
  }

  /** An arrival may have fewer names than others. */
  private String name(Arrival arrival) {
    List<String> names = arrival.fairBy();
    return level < names.size() ? names.get(level) : arrival.caller();
  }

  /** Gives a caller that waits a turn. */
  private void enqueue(Caller caller) {
    if (!caller.hasTurn && !caller.line.isEmpty()) {
      caller.hasTurn = turns.add(caller);
      emptyHanded += caller.inside == 0 ? 1 : 0;
    }
  }

  /** Before anything of a caller changes by which turns are sorted. */
  private void dequeue(Caller caller) {
    if (caller.hasTurn) {
      caller.hasTurn = !turns.remove(caller);
      emptyHanded -= caller.inside == 0 ? 1 : 0;
    }
  }

  /** Before it changes how many of a caller wait. */
  private void beforeWaiting(Caller caller) {
    if (caller.line.size() > 1) {
      crowds.remove(caller);
    }
  }

  private void afterWaiting(Caller caller) {
    if (caller.line.size() > 1) {
      crowds.add(caller);
    }
  }

  private void afterLeaving(Caller caller) {
    afterWaiting(caller);
    if (caller.line.isEmpty()) {
      dequeue(caller);
    }
    forgetIfGone(caller);
  }

  private void forgetIfGone(Caller caller) {
    if (caller.line.isEmpty() && caller.inside == 0) {
      callers.remove(caller.name);
    }
  }
}
