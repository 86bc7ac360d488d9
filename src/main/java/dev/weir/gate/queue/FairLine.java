package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.Fairness;
import dev.weir.gate.queue.Callers.Caller;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line for each caller, in the order of {@link Fairness#BY_CALLER}: the rule is max-min fairness,
 * one arrival and one place at a time. Where arrivals have several names, the lines of the first of
 * them are fair lines too, of the next.
 *
 * <p>Lines that are alike share their {@link Callers}: one that waits in several of them has one
 * share of the permits, and of the places. All that happens takes a time that grows with the
 * logarithm of the number of callers that wait, for each line in which a caller does.
 */
final class FairLine implements Line {

  private static final Comparator<Place> BY_TURN =
      (one, other) -> one.caller.compareTurn(other.caller);
  private static final Comparator<Place> BY_WAITING =
      (one, other) -> one.caller.compareWaiting(other.caller);

  private final Callers callers;
  private final Map<String, Place> places = new HashMap<>();

  /** The callers that wait here. */
  private final NavigableSet<Place> turns = new TreeSet<>(BY_TURN);

  /** The callers of which several wait: what only one of its callers has is taken from none. */
  private final NavigableSet<Place> crowds = new TreeSet<>(BY_WAITING);

  private int size;

  /** How many callers wait here without a permit. */
  private int emptyHanded;

  /** Makes an empty line. */
  FairLine(Callers callers) {
    this.callers = callers;
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
  public int ahead(Waiter newcomer) {
    Caller own = callers.find(newcomer.arrival);
    if (own == null) {
      return emptyHanded;
    }
    Place place = places.get(own.name);
    return place == null ? 0 : place.line.ahead(newcomer);
  }

  @Override
  public void add(Waiter waiter) {
    Place place = place(callers.of(waiter.arrival));
    place.line.add(waiter);
    place.caller.changeWaiting(1);
    place.afterTurn();
    size++;
  }

  private Place place(Caller caller) {
    Place known = places.get(caller.name);
    if (known != null) {
      return known;
    }
    Place place = new Place(caller);
    places.put(caller.name, place);
    caller.add(place);
    return place;
  }

  @Override
  public Waiter first() {
    return turns.first().line.first();
  }

  @Override
  public Waiter last() {
    return heaviest().line.last();
  }

  /** Returns the caller that is the first to make room. */
  private Place heaviest() {
    return (crowds.isEmpty() ? turns : crowds).last();
  }

  /** The caller has no turn until it has entered. */
  @Override
  public Waiter removeFirst() {
    Place place = turns.first();
    place.beforeTurn();
    Waiter removed = place.line.removeFirst();
    afterLeaving(place);
    return removed;
  }

  @Override
  public void forEach(Consumer<Waiter> what) {
    places.values().forEach(place -> place.line.forEach(what));
  }

  @Override
  public boolean remove(Waiter waiter) {
    Caller caller = callers.find(waiter.arrival);
    Place place = caller == null ? null : places.get(caller.name);
    if (place == null || !place.line.remove(waiter)) {
      return false;
    }
    afterLeaving(place);
    callers.forgetIfGone(place.caller);
    return true;
  }

  private void afterLeaving(Place place) {
    place.caller.changeWaiting(-1);
    size--;
    if (place.line.isEmpty()) {
      place.beforeTurn();
      crowds.remove(place);
      places.remove(place.caller.name);
      place.caller.remove(place);
    }
  }

  @Override
  public int compareFirst(Line alike) {
    Place own = turns.first();
    Place other = ((FairLine) alike).turns.first();
    return own.caller.equals(other.caller)
        ? own.line.compareFirst(other.line)
        : own.caller.compareTurn(other.caller);
  }

  @Override
  public int compareLast(Line alike) {
    Place own = heaviest();
    Place other = ((FairLine) alike).heaviest();
    if (own.caller.equals(other.caller)) {
      return own.line.compareLast(other.line);
    }
    boolean crowded = own.caller.waiting() > 1 || other.caller.waiting() > 1;
    return crowded ? own.caller.compareWaiting(other.caller) : own.caller.compareTurn(other.caller);
  }

  @Override
  public @Nullable Waiter yielding(Waiter newcomer, List<Line> alike) {
    FairLine heaviest = (FairLine) alike.stream().max(Line::compareLast).orElseThrow();
    Caller own = callers.find(newcomer.arrival);
    int waiting = own == null ? 0 : own.waiting();
    if (heaviest.heaviest().caller.waiting() > waiting + 1) {
      return heaviest.last();
    }
    List<Line> within = own == null ? List.of() : linesOf(own, alike);
    return within.isEmpty() ? null : within.getFirst().yielding(newcomer, within);
  }

  private static List<Line> linesOf(Caller caller, List<Line> alike) {
    List<Line> lines = new ArrayList<>();
    for (Line each : alike) {
      Place place = ((FairLine) each).places.get(caller.name);
      if (place != null) {
        lines.add(place.line);
      }
    }
    return lines;
  }

  @Override
  public void count(CallerCount count) {
    callers.count(count);
  }

  @Override
  public void entered(Arrival arrival, int permits) {
    callers.entered(arrival, permits);
  }

  @Override
  public void left(Arrival arrival, int permits) {
    callers.left(arrival, permits);
  }

  /** The arrivals of one caller that wait here; there is one at least. */
  private final class Place implements Ranked {

    final Caller caller;
    final Line line;
    private boolean hasTurn;

    Place(Caller caller) {
      this.caller = caller;
      this.line = caller.own == null ? new Waiters() : new FairLine(caller.own);
    }

    @Override
    public void beforeTurn() {
      if (hasTurn) {
        hasTurn = !turns.remove(this);
        emptyHanded -= caller.isEmptyHanded() ? 1 : 0;
      }
    }

    @Override
    public void afterTurn() {
      if (!hasTurn && !line.isEmpty()) {
        hasTurn = turns.add(this);
        emptyHanded += caller.isEmptyHanded() ? 1 : 0;
      }
    }

    @Override
    public void beforeWaiting() {
      if (caller.waiting() > 1) {
        crowds.remove(this);
      }
    }

    @Override
    public void afterWaiting() {
      if (caller.waiting() > 1) {
        crowds.add(this);
      }
    }
  }
}
