package dev.weir.http.connection;

import dev.weir.time.Alarm;
import dev.weir.time.Alarms;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The one time limit that a connection has at any moment: what it is for, and when it is over.
 *
 * <p>Its owner begins and ends them; an alarm, on a thread of its own, may find one overdue. Which
 * of both was first is decided once, by one swap, so that a limit that was kept is never acted
 * upon.
 */
final class TimeLimit implements AutoCloseable {

  /** What has to come before the limit is over. */
  enum Kind {
    /** No limit. */
    NOTHING,
    /** The connection's first byte. */
    FIRST_BYTE,
    /** The next request's first byte. */
    NEXT_REQUEST,
    /** The rest of a head. */
    HEAD,
    /** The end of a request that is under way; if it doesn't come, the client is looked after. */
    ANSWER,
    /** The next bytes of a body, or the client's taking what is written. */
    PROGRESS,
    /** What the client still sends after it was refused. */
    LINGERING
  }

  /** One limit; each is an object of its own. */
  record Limit(Kind kind, long dueNanos) {}

  private static final Limit NONE = new Limit(Kind.NOTHING, 0);

  private final AtomicReference<Limit> inForce = new AtomicReference<>(NONE);
  private final Consumer<Kind> overdue;
  private final Alarm alarm;

  /**
   * Makes one that is off.
   *
   * @param overdue what to do when a limit was not kept, on a thread of its own
   */
  TimeLimit(Alarms alarms, Consumer<Kind> overdue) {
    this.overdue = overdue;
    this.alarm = alarms.add(this::ring);
  }

  /** Begins a limit, in place of the one before. */
  Limit begin(Kind kind, Duration lasts) {
    // Due before the alarm is, which looks at the clock later: a ring is never too early for it.
    Limit limit = new Limit(kind, System.nanoTime() + lasts.toNanos());
    inForce.set(limit);
    alarm.set(lasts);
    return limit;
  }

  /**
   * Ends a limit.
   *
   * @return whether it was kept; if not, it was found overdue
   */
  boolean end(Limit limit) {
    return inForce.compareAndSet(limit, NONE);
  }

  /** Ends whatever is in force. */
  void end() {
    inForce.set(NONE);
  }

  private void ring() {
    Limit limit = Objects.requireNonNull(inForce.get());
    boolean over = limit.kind() != Kind.NOTHING && limit.dueNanos() - System.nanoTime() <= 0;
    if (over && inForce.compareAndSet(limit, NONE)) {
      overdue.accept(limit.kind());
    }
  }

  /** Turns it off for good. */
  @Override
  public void close() {
    alarm.close();
  }
}
