package dev.weir.backend.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;

/**
 * PostgreSQL, which ends a statement by itself, even without Weir: when it has taken too long, and
 * on Linux within a second of its connection's end.
 *
 * <p>A connection is never closed because its server is silent: that would give back the permit and
 * not end the work. The server is asked over another connection, one at a time, whether it still
 * has the session.
 */
final class Postgres implements Dialect {

  static final String PREFIX = "jdbc:postgresql:";

  private static final String CONNECT_SECONDS = "1";

  /** A busy server takes its time to begin a session. */
  private static final String LOGIN_SECONDS = "3";

  private static final String SETTINGS_AND_NAME =
      """
      SELECT set_config('statement_timeout', ?, false),
             set_config('intervalstyle', 'iso_8601', false),
             (SELECT set_config(name, '1s', false) FROM pg_settings
               WHERE name = 'client_connection_check_interval' AND version() LIKE '%linux%'),
             (SELECT pid || ' ' || backend_start FROM pg_stat_activity
               WHERE pid = pg_backend_pid())
      """;

  private static final int NAME = 4;

  private static final String BY_NAME =
      "SELECT 1 FROM pg_stat_activity WHERE pid || ' ' || backend_start = ?";

  private final String url;
  private final Properties properties = new Properties();
  private final Duration usual;
  private final ReentrantLock asking = new ReentrantLock();

  /**
   * Makes a dialect.
   *
   * @param url the whole JDBC URL
   * @param login user and password
   * @param usual how long it may work on a statement
   */
  Postgres(String url, Properties login, Duration usual) {
    this.url = url;
    this.usual = usual;
    properties.putAll(login);
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("loginTimeout", LOGIN_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
  }

  @Override
  public Session connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url, properties);
    try {
      // The URL may say otherwise.
      connection.setNetworkTimeout(Runnable::run, 0);
      String name = settle(connection);
      connection.setAutoCommit(false);
      return new Session(connection, name);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private String settle(Connection connection) throws SQLException {
    try (PreparedStatement settle = connection.prepareStatement(SETTINGS_AND_NAME)) {
      settle.setString(1, millis(usual));
      try (ResultSet row = settle.executeQuery()) {
        row.next();
        return Objects.requireNonNullElse(row.getString(NAME), "");
      }
    }
  }

  @Override
  public StatementLimit limit(Connection connection, Duration longest) throws SQLException {
    if (longest.compareTo(usual) < 0) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL statement_timeout = " + millis(longest));
      }
    }
    return statement -> {};
  }

  /** Rounds up: 0 would be no limit. */
  private static String millis(Duration limit) {
    return String.valueOf(limit.plusNanos(999_999).toMillis());
  }

  @Override
  public boolean isAtWork(Session session) {
    asking.lock();
    try (Connection connection = DriverManager.getConnection(url, properties);
        PreparedStatement ask = connection.prepareStatement(BY_NAME)) {
      ask.setString(1, session.name());
      try (ResultSet found = ask.executeQuery()) {
        return found.next();
      }
    } catch (SQLException e) {
      // It may refuse one more connection, and still be at work.
      return !SqlStates.isLoss(e);
    } finally {
      asking.unlock();
    }
  }
}
