package dev.weir.wire;

import dev.weir.time.Timeout;
import dev.weir.time.Timeouts;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The one time limit that a connection has at any moment: what it is for, and when it is over.
 *
 * <p>Its owner begins and ends them; a timeout, on a thread of its own, may find one overdue. Which
 * of both was first is decided once, by one swap, so that a limit that was kept is never acted
 * upon.
 */
final class ConnectionTimeout implements AutoCloseable {

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
    /** The rest of a body that comes before its request goes on. */
    EARLY_BODY,
    /** The end of a request that is under way; if it doesn't come, the client is looked after. */
    ANSWER,
    /** The next bytes of a body, or the client's taking what is written. */
    PROGRESS,
    /** What the client still sends after it was refused. */
    LINGERING
  }

  /** One limit; each is an object of its own. */
  static final class Limit {

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Kind kind;
    private final Duration lasts;
    private volatile long dueNanos = UNKNOWN;

    private Limit(Kind kind, Duration lasts) {
      this.kind = kind;
      this.lasts = lasts;
    }

    Kind kind() {
      return kind;
    }

    private boolean timed() {
      return dueNanos != UNKNOWN;
    }
  }

  /** Most requests are over by then, and nobody has to be watched. */
  private static final Duration MOMENT = Duration.ofMillis(20);

  private static final Limit NONE = new Limit(Kind.NOTHING, Duration.ZERO);

  private final AtomicReference<Limit> inForce = new AtomicReference<>(NONE);
  private final Consumer<Kind> overdue;
  private final Timeouts timeouts;
  private final Timeout timeout;

  /**
   * Makes one that is off.
   *
   * @param overdue what to do when a limit was not kept, on a thread of its own
   */
  ConnectionTimeout(Timeouts timeouts, Consumer<Kind> overdue) {
    this.overdue = overdue;
    this.timeouts = timeouts;
    this.timeout = timeouts.add(this::expire);
  }

  /** Begins a limit, in place of the one before. */
  Limit begin(Kind kind, Duration lasts) {
    Limit limit = new Limit(kind, lasts);
    inForce.set(limit);
    limit.dueNanos = timeout.schedule(lasts);
    return limit;
  }

  /** A request is under way: its client will be looked after in a moment. */
  void beginAnswer() {
    begin(Kind.ANSWER, MOMENT);
  }

  /** Goes on watching the client of a request that is under way, if no other limit is in force. */
  void resumeAnswer() {
    Limit none = current();
    Limit limit = new Limit(Kind.ANSWER, MOMENT);
    if (none.kind == Kind.NOTHING && inForce.compareAndSet(none, limit)) {
      limit.dueNanos = timeout.schedule(MOMENT);
    }
  }

  /**
   * Begins a limit that is nearly always over at once. Within a request its time is left to the
   * expire that comes in a moment anyway: most never see it, and to look at the clock takes longer
   * than all the rest of this.
   */
  Limit beginBrief(Kind kind, Duration lasts) {
    Limit before = current();
    Limit limit = new Limit(kind, lasts);
    boolean ringComes = before.kind == Kind.ANSWER && inForce.compareAndSet(before, limit);
    return ringComes ? limit : begin(kind, lasts);
  }

  /**
   * Ends a limit.
   *
   * @param answering whether a request goes on being under way
   * @return whether it was kept; if not, it was found overdue
   */
  boolean end(Limit limit, boolean answering) {
    Limit next = answering ? new Limit(Kind.ANSWER, MOMENT) : NONE;
    if (!inForce.compareAndSet(limit, next)) {
      return false;
    }
    if (answering && limit.timed()) {
      beginAnswer();
    }
    return true;
  }

  /** Ends whatever is in force; a expire that would come for nothing is called off. */
  void end() {
    inForce.set(NONE);
    timeout.cancel();
  }

  /** Acts if the limit in force is over, and comes again when it may be, if not. */
  private void expire() {
    Limit limit = current();
    while (limit.kind != Kind.NOTHING) {
      long nowNanos = timeouts.nowNanos();
      if (!limit.timed()) {
        limit.dueNanos = nowNanos + limit.lasts.toNanos();
      }
      long leftNanos = limit.dueNanos - nowNanos;
      if (leftNanos <= 0 && inForce.compareAndSet(limit, NONE)) {
        overdue.accept(limit.kind);
        return;
      }
      timeout.schedule(Duration.ofNanos(Math.max(1, leftNanos)));
      Limit next = current();
      if (next.equals(limit)) {
        return;
      }
      // Its owner may have set the timeout before this did: then it comes too late for what is next.
      limit = next;
    }
  }

  private Limit current() {
    return Objects.requireNonNull(inForce.get());
  }

  /** Turns it off for good. */
  @Override
  public void close() {
    timeout.close();
  }
}
