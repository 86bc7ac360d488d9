package dev.weir.backend.jdbc;

import dev.weir.backend.BackendResponse;
import dev.weir.backend.jdbc.Dialect.StatementLimit;
import java.sql.Connection;
import java.sql.SQLException;

/** What one call does in the database, between the begin and the commit that its caller makes. */
interface Transaction {

  /** Creates what it needs; called until it has succeeded once. */
  default void prepare(Connection connection) throws SQLException {}

  /**
   * Does the work and returns its result.
   *
   * @param limit bounds the time of each statement
   */
  BackendResponse run(Connection connection, StatementLimit limit) throws SQLException;
}
