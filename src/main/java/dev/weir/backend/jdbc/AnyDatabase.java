package dev.weir.backend.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * A database of which no more is known than JDBC: its statements end by the whole second, and it
 * can't be asked what it is at work on.
 *
 * @param url the whole JDBC URL
 * @param properties user and password
 */
record AnyDatabase(String url, Properties properties) implements Dialect {

  @Override
  public Session connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url, properties);
    connection.setAutoCommit(false);
    return new Session(connection, "");
  }

  @Override
  public StatementLimit limit(Connection connection, Duration longest) {
    int seconds = Math.toIntExact(longest.plusNanos(999_999_999).toSeconds());
    return statement -> statement.setQueryTimeout(seconds);
  }

  @Override
  public boolean isAtWork(Session session) {
    return true;
  }
}
