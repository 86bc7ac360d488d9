package dev.weir.backend.jdbc;

import dev.weir.backend.Reachability;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Knows whether a database can be reached. A call that succeeds says so; only while none does, it
 * looks itself, once a second, and over the pool: a connection beside it may be one more than the
 * database grants. A pool of which all connections are in use is no outage.
 *
 * <p>Safe for use by any thread.
 */
final class DatabaseWatch implements AutoCloseable {

  /** The pool, as this looks at it. */
  interface Pool {

    /** Returns whether all connections that there may be are in use. */
    boolean busy();

    /**
     * Asks the database for a sign of life.
     *
     * @param again whether there was none at the last look
     * @throws SQLException if there is none
     */
    void look(boolean again) throws SQLException;
  }

  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Reachability reachability;
  private final UnaryOperator<String> hideSecrets;
  private final Pool pool;
  private final Thread thread;
  private volatile boolean closed;
  private volatile long calledNanos = System.nanoTime() - BETWEEN_LOOKS_NANOS;

  /**
   * Looks once, before any call can be in its way, and goes on from there.
   *
   * @param name what the database is called in the log, without secrets
   * @param hideSecrets takes away what a driver should not have said
   */
  DatabaseWatch(String name, UnaryOperator<String> hideSecrets, Pool pool) {
    this.hideSecrets = hideSecrets;
    this.reachability =
        new Reachability(name, "; Weir serves 502 until it can", Reachability.State.UNKNOWN);
    this.pool = pool;
    boolean failed = !looks(false);
    this.thread =
        Thread.ofPlatform().daemon().name("weir-database-watch").start(() -> keepLooking(failed));
  }

  /** A call that began then has succeeded. */
  void succeeded(long begunNanos) {
    calledNanos = System.nanoTime();
    reachability.succeeds(begunNanos);
  }

  /** A call that began then got no connection, or lost it. */
  void failed(long begunNanos, SQLException e) {
    boolean waited = e instanceof SQLTransientConnectionException;
    if (!waited || !pool.busy()) {
      reachability.fails(begunNanos, hideSecrets.apply(JdbcBackend.reason(e)));
    }
  }

  /** Returns why the database can't be called now. */
  Optional<String> outage() {
    return reachability.reached()
        ? Optional.empty()
        : Optional.of("The database can't be connected to");
  }

  private void keepLooking(boolean failedAtFirst) {
    boolean failed = failedAtFirst;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS_NANOS);
        boolean calledLately = System.nanoTime() - calledNanos < BETWEEN_LOOKS_NANOS;
        failed = !calledLately && !pool.busy() && !looks(failed);
      }
    } catch (InterruptedException e) {
      // Closed while it slept: there is nothing left to do.
    }
  }

  private boolean looks(boolean again) {
    long begunNanos = System.nanoTime();
    try {
      pool.look(again);
      reachability.succeeds(begunNanos);
      return true;
    } catch (SQLException e) {
      if (!closed) {
        failed(begunNanos, e);
      }
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
