package dev.weir.backend.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.Soon;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.jdbc.JdbcBackend.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On the embedded H2, which is always there; {@link JdbcPostgresIT} does it on PostgreSQL. */
class JdbcBackendTest {

  private static final BackendRequest REQUEST =
      new BackendRequest(
          "GET",
          "/endpoint",
          List.of(),
          Optional.empty(),
          OptionalLong.empty(),
          BackendRequest.Interim.NONE);

  private static JdbcBackend backend(Optional<String> sql) {
    return reached(
        new JdbcBackend(
            new Database(Optional.empty(), Optional.empty(), Optional.empty(), sql), 4));
  }

  /** A call waits two seconds for a connection, which a busy machine may not make in that time. */
  private static JdbcBackend reached(JdbcBackend backend) {
    Soon.until(() -> backend.outage().isEmpty());
    return backend;
  }

  private static String call(JdbcBackend backend) throws IOException {
    try (BackendResponse response = backend.call(REQUEST)) {
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void returnsARandomRowThatItUpdated() throws IOException {
    try (JdbcBackend backend = backend(Optional.empty())) {
      assertThat(
          call(backend), matchesPattern("\\{\"id\":(\\d+),\"name\":\"item \\1\",\"calls\":1}"));
      assertThat(backend.outage(), is(Optional.empty()));
    }
  }

  private static void callTimes(int calls, JdbcBackend backend) {
    for (int i = 0; i < calls; i++) {
      backend.call(REQUEST).close();
    }
  }

  @Test
  void everyCallIsOneCommittedUpdate() throws IOException {
    String url = "jdbc:h2:mem:updates;DB_CLOSE_DELAY=-1";
    var table =
        new Database(Optional.of(url), Optional.empty(), Optional.empty(), Optional.empty());
    var count =
        new Database(
            Optional.of(url),
            Optional.empty(),
            Optional.empty(),
            Optional.of("SELECT SUM(calls) AS calls, COUNT(*) AS n FROM weir_item"));
    try (JdbcBackend backend = reached(new JdbcBackend(table, 4));
        JdbcBackend counter = reached(new JdbcBackend(count, 1))) {
      List<Thread> callers =
          IntStream.range(0, 4)
              .mapToObj(i -> Thread.ofVirtual().start(() -> callTimes(25, backend)))
              .toList();
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(call(counter), is("[{\"calls\":100,\"n\":100}]"));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aStatementOfOnesOwnKeepsItsTypes() throws IOException {
    String sql = "SELECT 1 AS one, 2.5 AS two, TRUE AS yes, NULL AS none, 'a\"b' AS text";
    try (JdbcBackend backend = backend(Optional.of(sql))) {
      assertThat(
          call(backend),
          is("[{\"one\":1,\"two\":2.5,\"yes\":true,\"none\":null,\"text\":\"a\\\"b\"}]"));
    }
  }

  @Test
  void aStatementWithoutRowsTellsHowManyItChanged() throws IOException {
    try (JdbcBackend backend = backend(Optional.of("CREATE TABLE IF NOT EXISTS t (i INT)"))) {
      assertThat(call(backend), is("{\"updated\":0}"));
    }
  }

  @Test
  void aStatementThatFailsSaysNothingThatTheDriverSaid() {
    try (JdbcBackend backend = backend(Optional.of("SELECT * FROM nowhere"))) {
      var e = assertThrows(BackendException.class, () -> call(backend));
      assertThat(e.failure(), is(Failure.BROKEN));
      assertThat(e.getMessage(), is("The database failed"));
    }
  }

  @Test
  void aFailedCallGivesItsConnectionBack() {
    try (JdbcBackend backend = backend(Optional.of("SELECT * FROM nowhere"))) {
      for (int call = 0; call < 20; call++) {
        var e = assertThrows(BackendException.class, () -> call(backend));
        assertThat(e.failure(), is(Failure.BROKEN));
      }
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsNoReasonNotToStart() {
    var nowhere =
        new Database(
            Optional.of("jdbc:postgresql://127.0.0.1:1/weir"),
            Optional.of("weir"),
            Optional.empty(),
            Optional.empty());
    try (JdbcBackend backend = new JdbcBackend(nowhere, 1)) {
      var e = assertThrows(BackendException.class, () -> call(backend));
      assertThat(e.failure(), is(Failure.UNREACHABLE));
      assertThat(e.getMessage(), is("There is no connection to the database"));
      assertThat(backend.outage(), is(Optional.of("The database can't be connected to")));
    }
  }

  @Test
  void theDescriptionHasNoSecrets() {
    String url = "jdbc:h2:mem:described;PASSWORD=s3cret";
    var database =
        new Database(Optional.of(url), Optional.empty(), Optional.empty(), Optional.empty());
    try (JdbcBackend backend = new JdbcBackend(database, 1)) {
      assertThat(backend.description(), is("jdbc (jdbc:h2:mem:described)"));
    }
  }

  @Test
  void theDatabaseEndsAStatementThatTakesTooLong() {
    var endless =
        new Database(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("SELECT SUM(x) FROM SYSTEM_RANGE(1, 1000000000000)"));
    try (JdbcBackend backend = reached(new JdbcBackend(endless, 1, Duration.ofSeconds(1)))) {
      BackendException failure = assertThrows(BackendException.class, () -> backend.call(REQUEST));
      assertThat(failure.failure(), is(Failure.TIMEOUT));
    }
  }
}
