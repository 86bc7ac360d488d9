package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The callers that wait in some of several like lines or are inside, and how many permits each has
 * out, through whichever line it came. Where arrivals have several names, those of the first name
 * have callers of their own, by the next.
 *
 * <p>A caller is known while it waits or is inside, and no longer; one that comes counts as served
 * at that moment. So it can't overtake by coming under a new name each time.
 */
final class Callers {

  private final int level;
  private final Map<String, Caller> known = new HashMap<>();

  /** The moment, in numbers of callers that came or were served. */
  private long now;

  Callers() {
    this(0);
  }

  private Callers(int level) {
    this.level = level;
  }

  /** Returns the caller of an arrival, if it is known. */
  @Nullable Caller find(Arrival arrival) {
    return known.get(name(arrival));
  }

  /** Returns the caller of an arrival, which is known from now on. */
  Caller of(Arrival arrival) {
    String name = name(arrival);
    Caller caller = known.get(name);
    if (caller != null) {
      return caller;
    }
    boolean isLast = level + 1 >= arrival.fairBy().size();
    Caller newcomer = new Caller(name, isLast ? null : new Callers(level + 1), ++now);
    known.put(name, newcomer);
    return newcomer;
  }

  /** An arrival may have fewer names than others. */
  private String name(Arrival arrival) {
    List<String> names = arrival.fairBy();
    return level < names.size() ? names.get(level) : arrival.caller();
  }

  void entered(Arrival arrival, int permits) {
    Caller caller = of(arrival);
    caller.changePermits(permits, ++now);
    if (caller.own != null) {
      caller.own.entered(arrival, permits);
    }
  }

  void left(Arrival arrival, int permits) {
    Caller caller = Objects.requireNonNull(find(arrival));
    caller.changePermits(-permits, caller.servedAt);
    if (caller.own != null) {
      caller.own.left(arrival, permits);
    }
    forgetIfGone(caller);
  }

  void forgetIfGone(Caller caller) {
    if (caller.waiting == 0 && caller.inside == 0) {
      known.remove(caller.name);
    }
  }

  void count(CallerCount count) {
    known.forEach((name, caller) -> count.add(name, caller.inside, caller.waiting > 0));
  }

  /** One of them. */
  static final class Caller {

    final String name;

    /** The callers that it consists of, if it does. */
    final @Nullable Callers own;

    /** Another moment for each caller, as the one below. */
    private final long cameAt;

    private long servedAt;
    private int inside;
    private int waiting;
    private List<Ranked> places = List.of();

    /** A caller comes, which counts as served at that moment. */
    private Caller(String name, @Nullable Callers own, long cameAt) {
      this.name = name;
      this.own = own;
      this.cameAt = cameAt;
      this.servedAt = cameAt;
    }

    /** Returns how many of it wait, in all lines. */
    int waiting() {
      return waiting;
    }

    boolean isEmptyHanded() {
      return inside == 0;
    }

    /** Adds a place in a line, which is sorted whenever something changes here. */
    void add(Ranked place) {
      if (places.isEmpty()) {
        places = new ArrayList<>(2);
      }
      places.add(place);
    }

    void remove(Ranked place) {
      places.remove(place);
    }

    /** So many more of it wait. */
    void changeWaiting(int more) {
      places.forEach(Ranked::beforeWaiting);
      waiting += more;
      places.forEach(Ranked::afterWaiting);
    }

    private void changePermits(int more, long moment) {
      if (places.isEmpty()) {
        inside += more;
        servedAt = moment;
        return;
      }
      places.forEach(Ranked::beforeTurn);
      inside += more;
      servedAt = moment;
      places.forEach(Ranked::afterTurn);
    }

    /** Compares by permits, and then by which was served longest ago. */
    int compareTurn(Caller other) {
      int fewer = Integer.compare(inside, other.inside);
      return fewer == 0 ? Long.compare(servedAt, other.servedAt) : fewer;
    }

    /** Compares by how many wait, and then by which came first. */
    int compareWaiting(Caller other) {
      int fewer = Integer.compare(waiting, other.waiting);
      return fewer == 0 ? Long.compare(cameAt, other.cameAt) : fewer;
    }
  }
}
