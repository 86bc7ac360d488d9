package dev.weir.backend.jdbc;

import io.helidon.json.JsonValue;
import java.sql.Connection;
import java.sql.SQLException;

/** What one call does in the database, between the begin and the commit that its caller makes. */
interface Transaction {

  /** Makes sure that what it needs is there; called until it has succeeded once. */
  default void prepare(Connection connection) throws SQLException {}

  /**
   * Does the work and returns its result.
   *
   * @param mostSeconds after which the database is to end each statement itself
   */
  JsonValue run(Connection connection, int mostSeconds) throws SQLException;
}
