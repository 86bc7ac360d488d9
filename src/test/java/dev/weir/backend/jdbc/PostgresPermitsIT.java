package dev.weir.backend.jdbc;

import static dev.weir.HttpText.head;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.Eventually;
import dev.weir.HttpText;
import dev.weir.ImpatientClients;
import dev.weir.RunningWeir;
import dev.weir.edge.Outcome;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A permit stands for what PostgreSQL does: it never works on more statements than permits. */
class PostgresPermitsIT {

  private static final String GET = head("GET /endpoint HTTP/1.1", "Host: a");

  private static final String UPDATE = "UPDATE counter SET n = n + 1";

  /** Goes on when it is to end, as an extension or a failing disk may make a statement do. */
  private static final String UNENDING =
      "DO $$ BEGIN PERFORM pg_sleep(3600);"
          + " EXCEPTION WHEN query_canceled THEN PERFORM pg_advisory_xact_lock(7); END $$";

  @RegisterExtension static final PostgresCluster POSTGRES = new PostgresCluster();

  private final Connection admin = connect();
  private final Connection holder = connect();

  private static Connection connect() {
    try {
      return POSTGRES.connect();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeAll
  static void makeTheTable() throws SQLException {
    try (Connection first = connect();
        Statement statement = first.createStatement()) {
      statement.execute("CREATE ROLE app LOGIN");
      statement.execute("CREATE TABLE counter AS SELECT 0 AS n");
      statement.execute("GRANT ALL ON counter TO app");
    }
  }

  @BeforeEach
  void holdLocks() throws SQLException {
    holder.setAutoCommit(false);
    holder.createStatement().execute(UPDATE);
    holder.createStatement().execute("SELECT pg_advisory_xact_lock(7)");
  }

  @AfterEach
  void close() throws SQLException {
    admin.close();
    holder.close();
  }

  private void releaseLocks() throws SQLException {
    holder.rollback();
  }

  private static RunningWeir weir(int permits, String sql, String... flags) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--gate.permits=" + permits,
                "--backend.jdbc.url=" + POSTGRES.url(),
                "--backend.jdbc.user=app",
                "--backend.jdbc.sql=" + sql));
    all.addAll(List.of(flags));
    RunningWeir weir = RunningWeir.with(all.toArray(String[]::new));
    Eventually.until(() -> weir.client().get("/health/ready").statusCode() == 200);
    return weir;
  }

  private static int inside(RunningWeir weir) {
    return weir.weir().gate().levels().inside();
  }

  /** Returns how many sessions of Weir's the server has, at work or not. */
  private static int sessions(Connection watcher) {
    return count(watcher, "usename = 'app'");
  }

  private static int statements(Connection watcher) {
    return count(watcher, "usename = 'app' AND state = 'active'");
  }

  private static int count(Connection watcher, String which) {
    String sql = "SELECT count(*) FROM pg_stat_activity WHERE " + which;
    try (Statement statement = watcher.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Watches from a session of its own until it is closed. */
  private static final class Watcher implements AutoCloseable {
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread = Thread.ofPlatform().start(this::watch);

    private void watch() {
      try (Connection own = connect()) {
        while (!over.get()) {
          most.accumulateAndGet(sessions(own), Math::max);
          LockSupport.parkNanos(1_000_000);
        }
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    /** Ends the watch and returns the most sessions that there were at once. */
    int most() throws InterruptedException {
      close();
      thread.join();
      return most.get();
    }

    @Override
    public void close() {
      over.set(true);
    }
  }

  @ParameterizedTest
  @CsvSource({"1h, 0, ''", "20ms, 0, ''", "1h, 25, ''", "20ms, 10, ''", "1h, 0, ?socketTimeout=1"})
  void neverMoreSessionsThanPermitsWhileARowIsLocked(
      String deadline, int hangUpMillis, String options) throws Exception {
    String request = head("GET /endpoint HTTP/1.1", "Host: a", "X-Request-Timeout: " + deadline);
    try (RunningWeir weir =
            weir(
                4,
                UPDATE,
                "--gate.max-wait=50ms",
                "--backend.jdbc.statement-timeout=" + (options.isEmpty() ? "200ms" : "1300ms"),
                "--backend.jdbc.url=" + POSTGRES.url() + options);
        Watcher watcher = new Watcher()) {
      ImpatientClients clients = new ImpatientClients(weir, 20, request, hangUpMillis);
      clients.awaitAdmitted(12);
      clients.stop();
      weir.client().assertConserved();
      assertThat(watcher.most(), lessThanOrEqualTo(4));
      releaseLocks();
      assertThat(weir.client().get("/endpoint").body(), is("{\"updated\":1}"));
    }
  }

  @Test
  void aLateCallGetsItsResponseAndTheServerEndsItsWork() throws Exception {
    try (RunningWeir weir =
        weir(1, "SELECT pg_sleep(3600)", "--backend.jdbc.statement-timeout=1h")) {
      var response = weir.client().get("/endpoint", "X-Request-Timeout", "300ms");
      assertThat(response.statusCode(), is(504));
      assertThat(response.body(), containsString("\"reason\":\"deadline\""));
      Eventually.until(() -> inside(weir) == 0);
      assertThat(statements(admin), is(0));
      weir.client().assertConserved();
    }
  }

  @Test
  void aClientThatLeavesLeavesThePermitWithTheServer() throws Exception {
    try (RunningWeir weir = weir(1, UPDATE, "--backend.jdbc.statement-timeout=1h")) {
      Socket socket = weir.client().raw(GET);
      Eventually.until(() -> statements(admin) == 1);
      socket.close();
      await().during(Duration.ofMillis(300)).until(() -> inside(weir) == 1);
      releaseLocks();
      Eventually.until(() -> inside(weir) == 0);
      weir.client().assertConserved();
      assertThat(weir.client().ended(Outcome.GONE), is(1L));
      assertThat(weir.client().ended(Outcome.SERVED), is(0L));
    }
  }

  @Test
  void aStatementThatTheServerCantEndKeepsItsPermit() throws Exception {
    try (RunningWeir weir = weir(1, UNENDING, "--backend.jdbc.statement-timeout=100ms")) {
      var response = weir.client().get("/endpoint");
      assertThat(response.statusCode(), is(504));
      assertThat(response.body(), containsString("\"reason\":\"backend_timeout\""));
      await()
          .during(Duration.ofSeconds(1))
          .until(() -> inside(weir) == 1 && statements(admin) == 1);
      releaseLocks();
      Eventually.until(() -> inside(weir) == 0);
      weir.client().assertConserved();
    }
  }

  @Test
  void aServerThatIsGoneWithoutAWordGivesThePermitBack() throws Exception {
    try (SilentProxy proxy = new SilentProxy(POSTGRES.port());
        RunningWeir weir =
            weir(
                1,
                UPDATE,
                "--backend.jdbc.statement-timeout=1s",
                "--backend.jdbc.url=jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres")) {
      var response = weir.client().getLater("/endpoint");
      Eventually.until(() -> statements(admin) == 1);
      proxy.fallSilent();
      admin
          .createStatement()
          .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'");
      assertThat(response.join().statusCode(), is(504));
      Eventually.until(() -> inside(weir) == 0);
      releaseLocks();
      assertThat(weir.client().get("/endpoint").statusCode(), is(200));
      weir.client().assertConserved();
    }
  }

  @Test
  void theServerEndsAStatementWhoseConnectionIsClosed() throws Exception {
    Properties login = new Properties();
    login.setProperty("user", "app");
    Session session = new Postgres(POSTGRES.url(), login, Duration.ofHours(1)).connect();
    Thread caller = Thread.ofVirtual().start(() -> sleep(session));
    Eventually.until(() -> statements(admin) == 1);
    session.abort();
    caller.join();
    Eventually.until(() -> sessions(admin) == 0);
  }

  private static void sleep(Session session) {
    try (Statement statement = session.connection().createStatement()) {
      statement.execute("SELECT pg_sleep(3600)");
    } catch (SQLException e) {
      // Aborted, which is what this is about.
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "token-bucket", "leaky-bucket"})
  void whereTheGateHasNoBoundCallsWaitForAConnection(String strategy) throws Exception {
    try (RunningWeir weir =
            weir(
                2,
                "SELECT 1 AS one FROM pg_sleep(0.05)",
                "--gate.strategy=" + strategy,
                "--gate.token-bucket.burst=100",
                "--gate.leaky-bucket.rate=100000",
                "--backend.jdbc.statement-timeout=5m");
        Watcher watcher = new Watcher()) {
      var crowd = Stream.generate(() -> weir.client().getLater("/endpoint")).limit(60).toList();
      crowd.forEach(response -> assertThat(response.join().statusCode(), is(200)));
      assertThat(watcher.most(), lessThanOrEqualTo(2));
      weir.client().assertConserved();
    }
  }

  @Test
  void aCallWithoutAConnectionIsTooLateAndNotUnreachable() throws Exception {
    try (RunningWeir weir =
        weir(1, UPDATE, "--gate.strategy=none", "--backend.jdbc.statement-timeout=1m")) {
      Socket first = weir.client().raw(GET);
      Eventually.until(() -> statements(admin) == 1);
      var response = weir.client().get("/endpoint", "X-Request-Timeout", "300ms");
      assertThat(response.statusCode(), is(504));
      assertThat(response.body(), containsString("\"reason\":\"deadline\""));
      assertThat(weir.client().get("/health/ready").statusCode(), is(200));
      releaseLocks();
      assertThat(HttpText.read(first).status(), is(200));
      first.close();
      weir.client().assertConserved();
    }
  }

  @Test
  void thePoolIsAsLargeAsAdaptiveMayLetIn() throws Exception {
    try (RunningWeir weir =
        weir(2, "SELECT 1", "--gate.strategy=adaptive", "--gate.adaptive.max-permits=9")) {
      assertThat(weir.weir().backend().description(), containsString(", at most 9 connections)"));
    }
  }

  @Test
  void anOutageIsNeverTakenForOverload() throws Exception {
    try (SilentProxy proxy = new SilentProxy(POSTGRES.port());
        RunningWeir weir =
            weir(
                4,
                "SELECT 1",
                "--gate.waiting-room=200",
                "--gate.max-wait=15s",
                "--backend.jdbc.url=jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres")) {
      proxy.fallSilent();
      proxy.silenceNewcomers();
      Eventually.until(() -> weir.client().get("/health/ready").statusCode() == 503);
      var crowd = Stream.generate(() -> weir.client().getLater("/endpoint")).limit(200).toList();
      crowd.forEach(response -> assertThat(response.join().statusCode(), is(502)));
      weir.client().assertConserved();
      assertThat(weir.client().ended(Outcome.FAILED), is(200L));
    }
  }
}
