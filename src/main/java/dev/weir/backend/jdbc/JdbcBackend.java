package dev.weir.backend.jdbc;

import dev.weir.backend.Backend;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.jdbc.ConnectionPool.Lease;
import dev.weir.time.AtMostEvery;
import dev.weir.time.Timeouts;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A database: each call is one transaction on a pooled connection, whose result is the response.
 *
 * <p>Unless it is given a statement of its own, a call takes a random row of {@link SampleTable},
 * updates it, and returns it. The pool is as large as the gate has permits, so an admitted call
 * does not wait for a connection that another call holds; where the gate has no bound, it does. A
 * call lasts until the database has ended its work, or is gone, however soon its client leaves.
 * While a database is down, at the start or later, calls fail.
 */
public final class JdbcBackend implements Backend {

  private static final System.Logger LOG = System.getLogger(JdbcBackend.class.getName());
  private static final Duration BETWEEN_REASONS = Duration.ofSeconds(10);

  private final JdbcUrl url;
  private final Duration statementTimeout;
  private final Dialect dialect;
  private final Transaction transaction;
  private final Timeouts timeouts;
  private final ReentrantLock lock = new ReentrantLock();
  private final ConnectionPool pool;
  private final DatabaseWatch watch;
  private final AtMostEvery reasons = new AtMostEvery(BETWEEN_REASONS, System::nanoTime);
  private volatile boolean prepared;

  /**
   * Makes a backend, which makes its table as soon as the database is up.
   *
   * @param config which database, and what to do there
   * @param connections the size of the pool
   * @param timeouts the clock of its timeouts
   */
  public JdbcBackend(JdbcConfig config, int connections, Timeouts timeouts) {
    this.timeouts = timeouts;
    this.url = new JdbcUrl(config.url().orElseGet(JdbcBackend::embedded));
    this.statementTimeout = config.statementTimeout();
    this.dialect = dialect(config);
    this.transaction =
        config
            .sql()
            .<Transaction>map(sql -> new SqlStatement(sql, config.maxRows()))
            .orElseGet(SampleTable::new);
    this.pool = new ConnectionPool(dialect::connect, connections);
    this.watch = new DatabaseWatch(name(), url::hideIn, this::look);
  }

  private static String embedded() {
    return "jdbc:h2:mem:"
        + UUID.randomUUID()
        + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
  }

  private Dialect dialect(JdbcConfig config) {
    Properties login = new Properties();
    config.user().ifPresent(user -> login.setProperty("user", user));
    config.password().ifPresent(password -> login.setProperty("password", password));
    return url.text().startsWith(Postgres.PREFIX)
        ? new Postgres(url.text(), login, statementTimeout)
        : new AnyDatabase(url.text(), login);
  }

  @Override
  public BackendResponse call(BackendRequest request) {
    long begunNanos = System.nanoTime();
    try (CallTime time = new CallTime(request, dialect, statementTimeout, timeouts);
        Lease lease = lease(time, begunNanos)) {
      time.leased(lease);
      return run(lease, time, begunNanos);
    }
  }

  private Lease lease(CallTime time, long begunNanos) {
    try {
      return pool.lease(time.left())
          .orElseThrow(() -> CallTime.late("All connections to the database are in use"));
    } catch (SQLException e) {
      watch.failed(begunNanos, e);
      throw new BackendException(Failure.UNREACHABLE, "There is no connection to the database", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException(Failure.BROKEN, "The call was cut off", e);
    }
  }

  private BackendResponse run(Lease lease, CallTime time, long begunNanos) {
    try {
      prepare(lease);
      Duration left = time.left();
      if (left.isZero()) {
        throw CallTime.late("There was no time left for the database");
      }
      BackendResponse response =
          transaction.run(lease.connection(), dialect.limit(lease.connection(), left));
      lease.connection().commit();
      watch.succeeded(begunNanos);
      return response;
    } catch (SQLException e) {
      boolean timeout = SqlStates.isTimeout(e);
      if (!timeout || !time.isPastDeadline()) {
        note(begunNanos, e);
      }
      throw timeout
          ? new BackendException(Failure.TIMEOUT, "The database did not respond in time", e)
          : new BackendException(Failure.BROKEN, "The database failed", e);
    }
  }

  /** What a driver says is for the log alone: it may name hosts, tables and data. */
  private void note(long begunNanos, SQLException e) {
    if (SqlStates.isLoss(e)) {
      watch.failed(begunNanos, e);
    } else if (reasons.now()) {
      String reason = url.hideIn(SqlStates.reason(e));
      LOG.log(Level.WARNING, "backend " + name() + " failed a call: " + reason);
    }
  }

  private void prepare(Lease lease) throws SQLException {
    if (prepared) {
      return;
    }
    lock.lock();
    try {
      if (!prepared) {
        transaction.prepare(lease.connection());
        lease.connection().commit();
        prepared = true;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<String> unhealthyReason() {
    return watch.unhealthyReason();
  }

  private boolean look() throws SQLException, InterruptedException {
    Optional<Lease> free = pool.lease(Duration.ZERO);
    if (free.isPresent()) {
      try (Lease lease = free.get()) {
        prepare(lease);
        lease.session().check();
      }
    }
    return free.isPresent();
  }

  /** A database goes on with a statement whose connection was closed. */
  @Override
  public boolean interruptible() {
    return false;
  }

  @Override
  public void resize(int connections) {
    pool.resize(connections);
  }

  private String name() {
    return "jdbc (" + url.shown() + ")";
  }

  @Override
  public String description() {
    return "jdbc (" + url.shown() + ", at most " + pool.most() + " connections)";
  }

  @Override
  public void close() {
    watch.close();
    pool.close();
  }
}
