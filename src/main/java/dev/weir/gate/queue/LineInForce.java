package dev.weir.gate.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The line in force at a {@link QueueingSemaphore}, and what it has counted as inside. Only the
 * holder of the {@link WaitingRoom}'s lock uses it.
 */
final class LineInForce {

  private QueueDiscipline line;
  private boolean counts;
  private Holdings inside = new Holdings();

  /** How many have joined. */
  private long joined;

  LineInForce(QueueDiscipline line) {
    this.line = line;
    this.counts = line.seesEveryPass();
  }

  QueueDiscipline get() {
    return line;
  }

  /** Puts one in line. */
  void join(Waiter waiter) {
    waiter.joined = ++joined;
    line.join(waiter);
  }

  /** Takes note that an arrival got so many permits. */
  void entered(Holding holding, int permits) {
    if (counts) {
      line.entered(holding.arrival, permits);
      inside.add(holding, permits);
    }
  }

  /** Takes note that an arrival gives so many permits back, if it was counted. */
  void left(Holding holding, int permits) {
    if (isCounted(holding)) {
      line.left(holding.arrival, permits);
      inside.subtract(holding, permits);
    }
  }

  /** Returns whether the line has counted an arrival; it may have entered when none was counted. */
  boolean isCounted(Holding holding) {
    return inside.contains(holding);
  }

  /**
   * Moves all to another line: those that wait in the order in which they came, and those inside
   * that were counted, if it counts them.
   */
  void replace(QueueDiscipline other) {
    if (other.seesEveryPass()) {
      inside.moveTo(other);
    } else {
      inside = new Holdings();
    }
    line.goOnIn(other);
    removeAll().forEach(other::join);
    line = other;
    counts = other.seesEveryPass();
  }

  /**
   * Makes a copy for what is rehearsed, where another line is in the place of this one.
   *
   * @param waiting gets a copy of each that waits
   */
  LineInForce copy(QueueDiscipline other, List<Waiter> waiting) {
    line.goOnIn(other);
    if (other.seesEveryPass()) {
      inside.moveTo(other);
    }
    waiting().forEach(each -> waiting.add(each.copy()));
    waiting.forEach(other::join);
    return new LineInForce(other);
  }

  /** Takes all out of line. */
  private List<Waiter> removeAll() {
    List<Waiter> all = waiting();
    all.forEach(line::leave);
    return all;
  }

  private List<Waiter> waiting() {
    List<Waiter> all = new ArrayList<>();
    line.forEach(all::add);
    all.sort(Comparator.comparingLong(waiter -> waiter.joined));
    return all;
  }
}
