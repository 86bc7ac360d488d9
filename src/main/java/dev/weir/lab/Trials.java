package dev.weir.lab;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The trials of a run, one after the other. Each is started when the one before it has ended; or,
 * if there is haste, when that begins, and then its Weir waits for its turn.
 */
final class Trials implements AutoCloseable {

  private final Iterator<Pairing> left;
  private final Timing timing;
  private final Stop stop;

  /** The one whose turn it is, and perhaps the next. */
  private final Deque<Trial> started = new ArrayDeque<>();

  Trials(List<Pairing> pairings, Timing timing, Stop stop) {
    this.left = pairings.iterator();
    this.timing = timing;
    this.stop = stop;
  }

  /** Returns the first, or the one after that which was returned last and which ends with this. */
  Trial next() throws IOException {
    if (!started.isEmpty()) {
      started.remove().close();
    }
    if (started.isEmpty()) {
      start();
    }
    if (timing.ahead() && left.hasNext()) {
      start();
    }
    return started.element();
  }

  private void start() throws IOException {
    started.add(new Trial(left.next(), timing, stop));
  }

  /** Ends those that are started. */
  @Override
  public void close() {
    started.forEach(Trial::close);
  }
}
