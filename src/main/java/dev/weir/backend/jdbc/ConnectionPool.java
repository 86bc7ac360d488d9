package dev.weir.backend.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The connections to a database, of which there are never more than so many. One is made when a
 * call needs it, and kept for the next; that which was used last is used first.
 *
 * <p>A call waits here only for a place that another call has, or for a connection if the database
 * grants fewer. A database that can't be connected to is no reason to wait: while it fails, one
 * call at a time tries, and the others fail at once.
 *
 * <p>Safe for use by any thread.
 */
final class ConnectionPool implements AutoCloseable {

  /** Makes connections. */
  interface Connector {
    Session connect() throws SQLException;
  }

  /** After so long without a call a connection is asked for a sign of life before the next. */
  private static final Duration TRUSTED = Duration.ofSeconds(1);

  /** After so long without a call a connection is closed. */
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(1);

  /** The name of a database may move to another address. */
  private static final Duration MOST_AGE = Duration.ofMinutes(5);

  /** A connection that was closed counts in the database for a moment longer. */
  private static final Duration COUNTED_AFTER_CLOSE = Duration.ofSeconds(1);

  private static final long BETWEEN_LOOKS_MILLIS = 20;

  private record Idle(Session session, long sinceNanos) {

    boolean isLongerThan(Duration most) {
      return isOlder(sinceNanos, most);
    }

    boolean isUsable() {
      if (isOlder(session.madeNanos(), MOST_AGE)) {
        return false;
      }
      try {
        if (isLongerThan(TRUSTED)) {
          session.check();
        }
        return true;
      } catch (SQLException e) {
        return false;
      }
    }
  }

  private final Connector connector;
  private final Semaphore places;
  private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger open = new AtomicInteger();
  private final Semaphore trying = new Semaphore(1);
  private volatile @Nullable SQLException failure;
  private volatile long lastClosedNanos = System.nanoTime() - COUNTED_AFTER_CLOSE.toNanos();
  private volatile boolean closed;

  /**
   * Makes an empty one.
   *
   * @param most how many connections there may be
   */
  ConnectionPool(Connector connector, int most) {
    this.connector = connector;
    this.places = new Semaphore(most, true);
  }

  /**
   * Waits until there is a place, and takes a connection.
   *
   * @param patience how long to wait
   * @return what must be closed; empty if all connections were taken for so long
   * @throws SQLException if no connection can be made
   */
  Optional<Lease> lease(Duration patience) throws SQLException, InterruptedException {
    long untilNanos = System.nanoTime() + patience.toNanos();
    if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    Optional<Lease> lease = Optional.empty();
    try {
      lease = idleOrNew(untilNanos).map(session -> new Lease(this, session));
      return lease;
    } finally {
      if (lease.isEmpty()) {
        places.release();
      }
    }
  }

  private Optional<Session> idleOrNew(long untilNanos) throws SQLException, InterruptedException {
    Optional<Session> session = idle();
    while (session.isEmpty()) {
      try {
        return Optional.of(connect());
      } catch (SQLException e) {
        if (!SqlStates.isTooManyConnections(e) || !mayBeGrantedSoon()) {
          throw e;
        }
      }
      if (System.nanoTime() - untilNanos >= 0) {
        return Optional.empty();
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
      session = idle();
    }
    return session;
  }

  private boolean mayBeGrantedSoon() {
    return open.get() > 0 || !isOlder(lastClosedNanos, COUNTED_AFTER_CLOSE);
  }

  private Optional<Session> idle() {
    Idle last = idle.pollFirst();
    if (last == null || last.isUsable()) {
      return Optional.ofNullable(last).map(Idle::session);
    }
    discard(last.session());
    // What ended it may have ended all: to ask each of them would take a second each.
    discardIdle();
    return Optional.empty();
  }

  private Session connect() throws SQLException {
    SQLException known = failure;
    if (known != null && !trying.tryAcquire()) {
      throw known;
    }
    try {
      Session session = connector.connect();
      open.incrementAndGet();
      failure = null;
      return session;
    } catch (SQLException e) {
      failure = e;
      throw e;
    } finally {
      if (known != null) {
        trying.release();
      }
    }
  }

  void giveBack(Session session, boolean usable) {
    if (usable && !closed) {
      idle.addFirst(new Idle(session, System.nanoTime()));
    } else {
      discard(session);
    }
    places.release();
    if (closed) {
      discardIdle();
    } else {
      discardLongIdle();
    }
  }

  private void discardLongIdle() {
    Idle oldest = idle.peekLast();
    if (oldest != null && oldest.isLongerThan(LONGEST_IDLE) && idle.removeLastOccurrence(oldest)) {
      discard(oldest.session());
    }
  }

  private void discardIdle() {
    for (Idle next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
      discard(next.session());
    }
  }

  private void discard(Session session) {
    session.discard();
    lastClosedNanos = System.nanoTime();
    open.decrementAndGet();
  }

  private static boolean isOlder(long sinceNanos, Duration most) {
    return System.nanoTime() - sinceNanos > most.toNanos();
  }

  /** Closes the connections that no call has now; those that calls have are closed after them. */
  @Override
  public void close() {
    closed = true;
    discardIdle();
  }
}
