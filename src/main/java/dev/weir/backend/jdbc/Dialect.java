package dev.weir.backend.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What a kind of database does in a way of its own. Safe for use by any thread. */
interface Dialect {

  /** What is done to each statement of a transaction before it is executed. */
  interface StatementLimit {

    /** Makes sure that the database ends the statement in time. */
    void on(Statement statement) throws SQLException;
  }

  /** Makes a connection on which each call is a transaction. */
  Session connect() throws SQLException;

  /**
   * Bounds the time of each statement of the transaction that begins.
   *
   * @param longest how long the database may work on one; longer than 0, and never longer than what
   *     is usual
   */
  StatementLimit limit(Connection connection, Duration longest) throws SQLException;

  /**
   * Asks the database, which may take seconds, whether it is at work for a session that has been
   * silent for too long. Only if it is not, the connection may be closed without leaving work
   * behind.
   */
  boolean isAtWork(Session session);
}
