package dev.weir.backend.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.weir.backend.Backend;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import io.helidon.json.JsonValue;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A database: each call is one transaction on a pooled connection, and its result is the answer.
 *
 * <p>Unless it is given a statement of its own, a call takes a random row of {@link SampleTable},
 * updates it, and returns it. The pool is as large as the gate has permits, so an admitted call
 * never waits for a connection that another call holds. A database that is down, now or at the
 * start, is no reason to give up: calls fail until it is back.
 */
public final class JdbcBackend implements Backend {

  /**
   * Which database, and what to do there.
   *
   * @param url the JDBC URL; empty for an embedded H2 that is gone when this backend is closed
   * @param user the user, empty for none
   * @param password the password, empty for none
   * @param sql the statement that a call executes; empty for a row of the {@link SampleTable}
   */
  public record Database(
      Optional<String> url,
      Optional<String> user,
      Optional<String> password,
      Optional<String> sql) {}

  private static final Duration CONNECT = Duration.ofSeconds(1);

  /** The database ends a statement that takes longer: its permit is back when its work is over. */
  static final Duration LONGEST_STATEMENT = Duration.ofSeconds(10);

  /** A database that says nothing for longer, not even that it has ended a statement, is lost. */
  private static final Duration SILENCE = LONGEST_STATEMENT.plusSeconds(5);

  /** The SQLSTATE of PostgreSQL for a statement that was ended. */
  private static final String QUERY_CANCELED = "57014";

  private final JdbcUrl url;
  private final Properties driverProperties;
  private final int connections;
  private final Transaction transaction;
  private final int mostSeconds;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile HikariDataSource pool;
  private final DatabaseWatch watch;
  private final FailedCalls failedCalls;
  private volatile boolean prepared;

  /**
   * Makes a backend, which sees to its table as soon as the database is up.
   *
   * @param database which database, and what to do there
   * @param connections the size of the pool
   */
  public JdbcBackend(Database database, int connections) {
    this(database, connections, LONGEST_STATEMENT);
  }

  JdbcBackend(Database database, int connections, Duration longestStatement) {
    this.mostSeconds = (int) longestStatement.toSeconds();
    this.url =
        new JdbcUrl(
            database
                .url()
                .orElseGet(() -> "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
    this.transaction =
        database.sql().<Transaction>map(SqlStatement::new).orElseGet(SampleTable::new);
    this.driverProperties = driverProperties(database, url.text());
    this.connections = connections;
    this.pool = pool(url.text(), driverProperties, connections);
    this.failedCalls = new FailedCalls(description(), System::nanoTime);
    this.watch = new DatabaseWatch(description(), url::hideIn, pooled());
  }

  private DatabaseWatch.Pool pooled() {
    return new DatabaseWatch.Pool() {
      @Override
      public boolean busy() {
        return JdbcBackend.this.busy();
      }

      @Override
      public void look(boolean again) throws SQLException {
        JdbcBackend.this.look(again);
      }
    };
  }

  private static Properties driverProperties(Database database, String url) {
    Properties properties = new Properties();
    database.user().ifPresent(user -> properties.setProperty("user", user));
    database.password().ifPresent(password -> properties.setProperty("password", password));
    if (url.startsWith("jdbc:postgresql:")) {
      properties.setProperty("connectTimeout", String.valueOf(CONNECT.toSeconds()));
      properties.setProperty("loginTimeout", String.valueOf(CONNECT.toSeconds()));
      properties.setProperty("socketTimeout", String.valueOf(SILENCE.toSeconds()));
    }
    return properties;
  }

  private static HikariDataSource pool(String url, Properties driverProperties, int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("weir");
    config.setJdbcUrl(url);
    config.setDataSourceProperties(driverProperties);
    config.setMaximumPoolSize(connections);
    config.setAutoCommit(false);
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setValidationTimeout(CONNECT.toMillis());
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  @Override
  public BackendResponse call(BackendRequest request) {
    long begunNanos = System.nanoTime();
    try (Connection connection = pool.getConnection()) {
      if (!prepared) {
        prepare(connection);
      }
      JsonValue result = transaction.run(connection, mostSeconds);
      connection.commit();
      watch.succeeded(begunNanos);
      return BackendResponse.json(result.toString());
    } catch (SQLException e) {
      if (isOutage(e) || e instanceof SQLTransientConnectionException) {
        watch.failed(begunNanos, e);
      } else {
        failedCalls.failed(url.hideIn(reason(e)));
      }
      throw failure(e);
    }
  }

  /** Whether the connection failed, by the class of its SQLSTATE, or the server is stopping. */
  private static boolean isOutage(SQLException e) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    return state.startsWith("08") || state.startsWith("57P");
  }

  private void prepare(Connection connection) throws SQLException {
    lock.lock();
    try {
      if (!prepared) {
        transaction.prepare(connection);
        connection.commit();
        prepared = true;
      }
    } finally {
      lock.unlock();
    }
  }

  /** What a driver says is for the log: it may name hosts, tables and data. */
  private BackendException failure(SQLException e) {
    if (e instanceof SQLTransientConnectionException) {
      return new BackendException(Failure.UNREACHABLE, "There is no connection to the database", e);
    }
    if (isTimeout(e)) {
      return new BackendException(Failure.TIMEOUT, "The database did not answer in time", e);
    }
    return new BackendException(Failure.BROKEN, "The database failed", e);
  }

  private static boolean isTimeout(SQLException e) {
    return e instanceof SQLTimeoutException
        || e.getCause() instanceof SocketTimeoutException
        || QUERY_CANCELED.equals(e.getSQLState());
  }

  /** Returns what the driver said first; the pool wraps it when it gives up. */
  static String reason(SQLException e) {
    Throwable said = e;
    while (said.getCause() instanceof SQLException cause) {
      said = cause;
    }
    return String.valueOf(said.getMessage()).lines().findFirst().orElse("no message");
  }

  @Override
  public Optional<String> outage() {
    return watch.outage();
  }

  /**
   * A pool that has failed to connect for a while tries again only every five seconds, and calls
   * would go on failing while the database is back; a new one connects at once.
   */
  private void renewEmptyPool() {
    HikariDataSource old = pool;
    if (old.getHikariPoolMXBean().getTotalConnections() == 0) {
      pool = pool(url.text(), driverProperties, connections);
      old.close();
    }
  }

  private boolean busy() {
    return pool.getHikariPoolMXBean().getActiveConnections() >= connections;
  }

  /** A pool that has failed, and has no connection, is waited for less long if it is left out. */
  private void look(boolean again) throws SQLException {
    boolean outside = again && pool.getHikariPoolMXBean().getTotalConnections() == 0;
    try (Connection connection =
        outside
            ? DriverManager.getConnection(url.text(), driverProperties)
            : pool.getConnection()) {
      connection.setAutoCommit(false);
      prepare(connection);
      if (!connection.isValid((int) CONNECT.toSeconds())) {
        throw new SQLException("The database does not answer");
      }
      connection.rollback();
    }
    renewEmptyPool();
  }

  /** A database goes on with a statement whose connection was closed. */
  @Override
  public boolean canBeCalledOff() {
    return false;
  }

  @Override
  public String description() {
    return "jdbc (" + url.shown() + ")";
  }

  @Override
  public void close() {
    watch.close();
    pool.close();
  }
}
