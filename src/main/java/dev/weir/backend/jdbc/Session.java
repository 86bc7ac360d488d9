package dev.weir.backend.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A connection to a database, and its other end; used by one call at a time. */
final class Session {

  /** How long an idle session is taken to be alive without asking the database. */
  private static final Duration TRUSTED = Duration.ofSeconds(1);

  private static final Duration LONGEST_IDLE = Duration.ofMinutes(1);

  /** The name of a database may move to another address. */
  private static final Duration MOST_AGE = Duration.ofMinutes(5);

  private static final int MOST_SECONDS_OF_A_CHECK = 1;

  private final Connection connection;
  private final String name;
  private final long madeNanos = System.nanoTime();
  private volatile long usedNanos = madeNanos;

  /**
   * Takes over a connection that was made.
   *
   * @param name by which the database knows it; empty if it can't be asked about sessions
   */
  Session(Connection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  Connection connection() {
    return connection;
  }

  /** Returns the name by which the database knows it. */
  String name() {
    return name;
  }

  /**
   * Asks the database for a sign of life.
   *
   * @throws SQLException if there is none within a second
   */
  void check() throws SQLException {
    if (!connection.isValid(MOST_SECONDS_OF_A_CHECK)) {
      throw new SQLException("The database does not respond");
    }
    connection.rollback();
  }

  /** Returns whether the next call may use it, which takes up to a second after a pause. */
  boolean isUsable() {
    if (isOlder(madeNanos, MOST_AGE)) {
      return false;
    }
    try {
      if (isOlder(usedNanos, TRUSTED)) {
        check();
      }
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** Returns whether it has been idle for too long to keep it. */
  boolean isExpired() {
    return isOlder(usedNanos, LONGEST_IDLE);
  }

  private static boolean isOlder(long sinceNanos, Duration most) {
    return System.nanoTime() - sinceNanos > most.toNanos();
  }

  /** Ends what a call left unfinished; returns whether another call may follow. */
  boolean isClean() {
    try {
      connection.rollback();
      usedNanos = System.nanoTime();
      return !connection.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }

  /** Closes the connection, which may be broken. */
  void discard() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is closed all the same.
    }
  }

  /** Closes the connection under the thread that waits for a response on it. */
  void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is closed already.
    }
  }
}
