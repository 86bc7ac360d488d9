package dev.weir.backend.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The connections to a database, of which there are never more than so many. One is made when a
 * call needs it, and kept for the next; the one that was used last is used first.
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

  /** A session while one call has it. */
  final class Lease implements AutoCloseable {

    private final Session session;
    private final AtomicBoolean over = new AtomicBoolean();

    private Lease(Session session) {
      this.session = session;
    }

    Session session() {
      return session;
    }

    Connection connection() {
      return session.connection();
    }

    /** Ends the wait of the call's thread for the database; does nothing once it was closed. */
    void abort() {
      if (over.compareAndSet(false, true)) {
        session.abort();
      }
    }

    /** Gives the session back, without what was not committed. */
    @Override
    public void close() {
      boolean clean = session.isClean();
      giveBack(session, over.compareAndSet(false, true) && clean);
    }
  }

  /** How long a database may count a connection that was closed. */
  private static final long COUNTED_AFTER_CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Connector connector;
  private final Places places;
  private final BlockingDeque<Session> idle = new LinkedBlockingDeque<>();
  private final AtomicInteger open = new AtomicInteger();
  private final Semaphore trying = new Semaphore(1);
  private volatile @Nullable SQLException failure;
  private volatile long lastClosedNanos = System.nanoTime() - COUNTED_AFTER_CLOSE_NANOS;
  private volatile boolean closed;

  /**
   * Makes an empty pool.
   *
   * @param most how many connections there may be
   */
  ConnectionPool(Connector connector, int most) {
    this.connector = connector;
    this.places = new Places(most);
  }

  /**
   * Changes how many connections there may be. Fewer take none from a call: they are closed when
   * they come back.
   */
  void resize(int most) {
    places.resize(most);
    discardSurplus();
  }

  /** Returns how many connections there may be. */
  int most() {
    return places.most();
  }

  private void discardSurplus() {
    while (open.get() > places.most()) {
      Session surplus = idle.pollLast();
      if (surplus == null) {
        return;
      }
      discard(surplus);
    }
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
      lease = session(untilNanos).map(Lease::new);
      return lease;
    } finally {
      if (lease.isEmpty()) {
        places.release();
      }
    }
  }

  /** A database that grants fewer connections has to be asked again, if none comes back. */
  private Optional<Session> session(long untilNanos) throws SQLException, InterruptedException {
    Optional<Session> session = usable(idle.pollFirst());
    long pauseNanos = SHORTEST_PAUSE_NANOS;
    while (session.isEmpty()) {
      try {
        return Optional.of(connect());
      } catch (SQLException e) {
        if (!SqlStates.isTooManyConnections(e) || !mayBeGrantedSoon()) {
          throw e;
        }
      }
      long leftNanos = untilNanos - System.nanoTime();
      if (leftNanos <= 0) {
        break;
      }
      session = usable(idle.pollFirst(Math.min(pauseNanos, leftNanos), TimeUnit.NANOSECONDS));
      pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    }
    return session;
  }

  private boolean mayBeGrantedSoon() {
    return open.get() > 0 || System.nanoTime() - lastClosedNanos < COUNTED_AFTER_CLOSE_NANOS;
  }

  private Optional<Session> usable(@Nullable Session last) {
    if (last == null || last.isUsable()) {
      return Optional.ofNullable(last);
    }
    discard(last);
    // What ended it may have ended all: to check each of them would take a second each.
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

  private void giveBack(Session session, boolean usable) {
    if (usable && !closed) {
      idle.addFirst(session);
    } else {
      discard(session);
    }
    places.release();
    if (closed) {
      discardIdle();
    } else {
      discardSurplus();
      discardExpired();
    }
  }

  private void discardExpired() {
    Session oldest = idle.peekLast();
    if (oldest != null && oldest.isExpired() && idle.removeLastOccurrence(oldest)) {
      discard(oldest);
    }
  }

  private void discardIdle() {
    for (Session next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
      discard(next);
    }
  }

  private void discard(Session session) {
    session.discard();
    lastClosedNanos = System.nanoTime();
    open.decrementAndGet();
  }

  /** Closes the connections that no call has; those that calls have are closed after them. */
  @Override
  public void close() {
    closed = true;
    discardIdle();
  }
}
