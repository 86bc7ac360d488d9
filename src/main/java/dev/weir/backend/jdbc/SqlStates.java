package dev.weir.backend.jdbc;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Objects;

/** What the SQLSTATE of an exception means, by the standard's classes and PostgreSQL's codes. */
final class SqlStates {

  private static final String CONNECTION = "08";
  private static final String SERVER_STOPS_OR_STARTS = "57P";
  private static final String STATEMENT_ENDED = "57014";
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final String DUPLICATE_COLUMN = "42701";

  private SqlStates() {}

  /** Returns whether the database can't be connected to, or the connection is lost. */
  static boolean isLoss(SQLException e) {
    String state = of(e);
    return state.startsWith(CONNECTION) || state.startsWith(SERVER_STOPS_OR_STARTS);
  }

  /** Returns whether the database has ended a statement because its time was over. */
  static boolean isTimeout(SQLException e) {
    return e instanceof SQLTimeoutException || of(e).equals(STATEMENT_ENDED);
  }

  /** Returns whether the database has all the connections that it grants. */
  static boolean isTooManyConnections(SQLException e) {
    return of(e).equals(TOO_MANY_CONNECTIONS);
  }

  /** Returns the failure of a result that has two columns of one name. */
  static SQLException duplicateColumn(String label) {
    return new SQLException(
        "two columns are called \"" + label + "\": give one of them another name, with AS",
        DUPLICATE_COLUMN);
  }

  /** Returns the first line of what the driver said first, in what may be several exceptions. */
  static String reason(SQLException e) {
    Throwable first = e;
    while (first.getCause() instanceof SQLException cause) {
      first = cause;
    }
    return String.valueOf(first.getMessage()).lines().findFirst().orElse("no message");
  }

  private static String of(SQLException e) {
    return Objects.requireNonNullElse(e.getSQLState(), "");
  }
}
