package dev.weir.gate.shadow;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is to happen on a clock that is played, in the order of time. For one thread. */
class Agenda {

  /** Something that is to happen at a moment; of several at one moment, what was added first. */
  record Entry(long nanos, long number, Runnable action) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      // A clock may begin anywhere, so that moments are compared by what lies between them.
      int byTime = Long.signum(nanos - other.nanos);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
  }

  private final TreeSet<Entry> entries = new TreeSet<>();
  private long added;

  /** Adds what is to happen at a moment. */
  Entry add(long nanos, Runnable action) {
    Entry entry = new Entry(nanos, added++, action);
    entries.add(entry);
    return entry;
  }

  /** Takes out what does not have to happen any more. */
  void cancel(Entry entry) {
    entries.remove(entry);
  }

  /** Takes out what is to happen next, if that is not after a moment. */
  @Nullable Entry pollUntil(long nanos) {
    return entries.isEmpty() || entries.first().nanos() - nanos > 0 ? null : entries.pollFirst();
  }
}
