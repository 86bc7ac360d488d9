package dev.weir.backend.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection to a database, and its other end.
 *
 * @param connection the connection
 * @param name by which the database knows it; empty if it can't be asked about sessions
 * @param madeNanos when it was made, by {@link System#nanoTime()}
 */
record Session(Connection connection, String name, long madeNanos) {

  private static final int MOST_SECONDS = 1;

  /**
   * Asks the database for a sign of life.
   *
   * @throws SQLException if there is none within a second
   */
  void check() throws SQLException {
    if (!connection.isValid(MOST_SECONDS)) {
      throw new SQLException("The database does not answer");
    }
    connection.rollback();
  }

  /** Ends what a call left unfinished; returns whether another call may follow. */
  boolean isClean() {
    try {
      connection.rollback();
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
      // There is nothing left to give back.
    }
  }

  /** Closes the connection under the thread that waits for an answer on it. */
  void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is closed already.
    }
  }
}
