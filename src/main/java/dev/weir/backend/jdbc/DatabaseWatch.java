package dev.weir.backend.jdbc;

import dev.weir.backend.Reachability;
import dev.weir.time.RepeatedAction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Knows whether a database can be reached. A call that succeeds says so; only while none does, the
 * watch looks itself, once a second, and over the pool: a connection beside it may be one more than
 * the database grants. A pool of which all connections are in use is no outage.
 *
 * <p>Safe for use by any thread.
 */
final class DatabaseWatch implements AutoCloseable {

  /** Asks a database for a sign of life. */
  interface Look {

    /**
     * Asks it, over a connection of the pool.
     *
     * @return whether there was one to ask over
     * @throws SQLException if there is no sign of life
     */
    boolean look() throws SQLException, InterruptedException;
  }

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Reachability reachability;
  private final UnaryOperator<String> hideSecrets;
  private final Look look;
  private final RepeatedAction looks;
  private volatile boolean closed;
  private volatile long lastNanos;

  /**
   * Looks once, before any call can be in its way, and goes on from there.
   *
   * @param name what the database is called in the log, without secrets
   * @param hideSecrets takes away what a driver should not have said
   */
  DatabaseWatch(String name, UnaryOperator<String> hideSecrets, Look look) {
    this.hideSecrets = hideSecrets;
    this.reachability =
        new Reachability(name, "; Weir serves 502 until it can", Reachability.State.UNKNOWN);
    this.look = look;
    look();
    this.looks =
        new RepeatedAction(
            Thread.ofPlatform().daemon().name("weir-database-watch"),
            BETWEEN_LOOKS,
            this::lookUnlessKnown);
  }

  /** A call that began then has succeeded. */
  void succeeded(long begunNanos) {
    lastNanos = System.nanoTime();
    reachability.succeeds(begunNanos);
  }

  /** A call that began then got no connection, or lost it. */
  void failed(long begunNanos, SQLException e) {
    reachability.fails(begunNanos, hideSecrets.apply(SqlStates.reason(e)));
  }

  /** Returns why the database can't be called now. */
  Optional<String> unhealthyReason() {
    return reachability.reached()
        ? Optional.empty()
        : Optional.of("The database can't be connected to");
  }

  /** The last look, or a call that has succeeded since, may be new enough. */
  private void lookUnlessKnown() {
    if (System.nanoTime() - lastNanos >= BETWEEN_LOOKS.toNanos()) {
      look();
    }
  }

  private void look() {
    long begunNanos = System.nanoTime();
    try {
      if (look.look()) {
        reachability.succeeds(begunNanos);
      }
    } catch (SQLException e) {
      if (!closed) {
        failed(begunNanos, e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lastNanos = System.nanoTime();
  }

  @Override
  public void close() {
    closed = true;
    looks.close();
  }
}
