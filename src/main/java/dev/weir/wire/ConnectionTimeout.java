package dev.weir.wire;

import dev.weir.time.Timeouts;
import dev.weir.time.Timeouts.Timeout;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The one time limit that a connection has at any moment: what has to come, and until when.
 *
 * <p>Its owner begins and ends limits, while another thread may find one expired. One swap decides
 * which of both came first, so that nothing is done about a limit that was kept.
 */
final class ConnectionTimeout implements AutoCloseable {

  /** What has to come before the limit expires. */
  enum Kind {
    /** Nothing: there is no limit. */
    NONE,
    /** The connection's first byte. */
    FIRST_BYTE,
    /** The next request's first byte. */
    NEXT_REQUEST,
    /** The rest of a head. */
    HEAD,
    /** The rest of a body that comes before its request goes on. */
    EARLY_BODY,
    /** The end of a request that is in flight; from its expiry on a client that leaves is seen. */
    RESPONSE,
    /** The next bytes of a body, or room for what is written to the client. */
    PROGRESS,
    /** The end of what a client sends after it was refused. */
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

  /** Most requests are over by then, and their clients need not be watched. */
  static final Duration MOMENT = Duration.ofMillis(20);

  private static final Limit NO_LIMIT = new Limit(Kind.NONE, Duration.ZERO);

  private final AtomicReference<Limit> inForce = new AtomicReference<>(NO_LIMIT);
  private final Consumer<Kind> expired;
  private final Timeouts timeouts;
  private final Timeout timeout;

  /**
   * Makes a timeout without a limit.
   *
   * @param expired what to do when a limit was not kept, on a thread of its own
   */
  ConnectionTimeout(Timeouts timeouts, Consumer<Kind> expired) {
    this.expired = expired;
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

  /** Begins the limit of a request that is in flight. */
  void beginResponse() {
    begin(Kind.RESPONSE, MOMENT);
  }

  /** Begins the limit of a request that is in flight again, unless another one is in force. */
  void resumeResponse() {
    Limit none = current();
    Limit limit = new Limit(Kind.RESPONSE, MOMENT);
    if (none.kind == Kind.NONE && inForce.compareAndSet(none, limit)) {
      limit.dueNanos = timeout.schedule(MOMENT);
    }
  }

  /**
   * Begins a limit, if possible without reading the clock: most end at once, and the clock takes
   * longer than all the rest of this. The timeout of a request that is in flight expires within
   * {@link #MOMENT} anyway, and the time of the limit runs from then.
   */
  Limit beginUntimed(Kind kind, Duration lasts) {
    Limit before = current();
    Limit limit = new Limit(kind, lasts);
    boolean expires = before.kind == Kind.RESPONSE && inForce.compareAndSet(before, limit);
    return expires ? limit : begin(kind, lasts);
  }

  /**
   * Ends a limit.
   *
   * @param inFlight whether the limit of a request that is in flight comes next
   * @return whether the limit was kept; if not, it was found expired
   */
  boolean end(Limit limit, boolean inFlight) {
    Limit next = inFlight ? new Limit(Kind.RESPONSE, MOMENT) : NO_LIMIT;
    if (!inForce.compareAndSet(limit, next)) {
      return false;
    }
    if (inFlight && limit.timed()) {
      beginResponse();
    }
    return true;
  }

  /** Ends the limit in force, whatever it is, and spares the thread that would find none. */
  void end() {
    inForce.set(NO_LIMIT);
    timeout.cancel();
  }

  /** Acts if the limit in force has expired, and schedules the timeout anew if it has not. */
  private void expire() {
    Limit limit = current();
    while (limit.kind != Kind.NONE) {
      long nowNanos = timeouts.nowNanos();
      if (!limit.timed()) {
        limit.dueNanos = nowNanos + limit.lasts.toNanos();
      }
      long leftNanos = limit.dueNanos - nowNanos;
      if (leftNanos <= 0 && inForce.compareAndSet(limit, NO_LIMIT)) {
        expired.accept(limit.kind);
        return;
      }
      timeout.schedule(Duration.ofNanos(Math.max(1, leftNanos)));
      Limit next = current();
      if (next.equals(limit)) {
        return;
      }
      // The owner may have scheduled the next limit before this did: that one would expire late.
      limit = next;
    }
  }

  private Limit current() {
    return Objects.requireNonNull(inForce.get());
  }

  /** Ends all limits for good. */
  @Override
  public void close() {
    timeout.close();
  }
}
