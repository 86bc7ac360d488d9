package dev.weir.backend.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.Eventually;
import dev.weir.LogLines;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.Field;
import dev.weir.backend.Requests;
import dev.weir.time.Timeouts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the embedded H2, which is always there; {@link JdbcPostgresIT} does it on PostgreSQL. */
class JdbcBackendTest {

  private static final int MOST_ROWS = 3;
  private static final Timeouts TIMEOUTS = new Timeouts(System::nanoTime);

  private static JdbcConfig database(Optional<String> url, Optional<String> sql) {
    return new JdbcConfig(
        url, Optional.empty(), Optional.empty(), sql, Duration.ofSeconds(1), MOST_ROWS);
  }

  private static JdbcBackend backend(Optional<String> sql) {
    return reached(new JdbcBackend(database(Optional.empty(), sql), 4, TIMEOUTS));
  }

  /** A call waits two seconds for a connection, which a busy machine may not make in that time. */
  private static JdbcBackend reached(JdbcBackend backend) {
    Eventually.until(() -> backend.unhealthyReason().isEmpty());
    return backend;
  }

  private static String call(JdbcBackend backend) throws IOException {
    try (BackendResponse response = backend.call(Requests.GET)) {
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void returnsARandomRowThatItUpdated() throws IOException {
    try (JdbcBackend backend = backend(Optional.empty())) {
      assertThat(
          call(backend), matchesPattern("\\{\"id\":(\\d+),\"name\":\"item \\1\",\"calls\":1}"));
      assertThat(backend.unhealthyReason(), is(Optional.empty()));
    }
  }

  private static void callTimes(int calls, JdbcBackend backend) {
    for (int i = 0; i < calls; i++) {
      backend.call(Requests.GET).close();
    }
  }

  @Test
  void everyCallIsOneCommittedUpdate() throws IOException {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    var table = database(Optional.of(url), Optional.empty());
    var count =
        database(
            Optional.of(url),
            Optional.of("SELECT SUM(calls) AS \"calls\", COUNT(*) AS \"n\" FROM weir_item"));
    try (JdbcBackend backend = reached(new JdbcBackend(table, 4, TIMEOUTS));
        JdbcBackend counter = reached(new JdbcBackend(count, 1, TIMEOUTS))) {
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
  void ofManyReasonsOfFailedCallsOneIsLogged() {
    try (LogLines log = new LogLines(JdbcBackend.class);
        JdbcBackend backend = backend(Optional.of("SELECT * FROM nowhere"))) {
      assertThrows(BackendException.class, () -> call(backend));
      assertThrows(BackendException.class, () -> call(backend));
      assertThat(log.lines(), contains(containsString(" failed a call: Table \"nowhere\"")));
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
    var nowhere = database(Optional.of("jdbc:postgresql://127.0.0.1:1/weir"), Optional.empty());
    try (JdbcBackend backend = new JdbcBackend(nowhere, 1, TIMEOUTS)) {
      var e = assertThrows(BackendException.class, () -> call(backend));
      assertThat(e.failure(), is(Failure.UNREACHABLE));
      assertThat(e.getMessage(), is("There is no connection to the database"));
      assertThat(backend.unhealthyReason(), is(Optional.of("The database can't be connected to")));
    }
  }

  @Test
  void theDescriptionHasNoSecrets() {
    String url = "jdbc:h2:mem:described;PASSWORD=s3cret";
    JdbcConfig database = database(Optional.of(url), Optional.empty());
    try (JdbcBackend backend = new JdbcBackend(database, 7, TIMEOUTS)) {
      assertThat(backend.description(), is("jdbc (jdbc:h2:mem:described, at most 7 connections)"));
    }
  }

  @Test
  void theDatabaseEndsAStatementThatTakesTooLong() {
    String endless = "SELECT SUM(x) FROM SYSTEM_RANGE(1, 1000000000000)";
    try (JdbcBackend backend = backend(Optional.of(endless))) {
      BackendException failure =
          assertThrows(BackendException.class, () -> backend.call(Requests.GET));
      assertThat(failure.failure(), is(Failure.TIMEOUT));
    }
  }

  @Test
  void twoColumnsOfOneNameAreAnError() {
    try (JdbcBackend backend = backend(Optional.of("SELECT 1 AS id, 2 AS id"))) {
      var e = assertThrows(BackendException.class, () -> call(backend));
      assertThat(e.failure(), is(Failure.BROKEN));
      assertThat(String.valueOf(e.getCause()), containsString("two columns are called \"id\":"));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 2, ''", "3, 3, ''", "4, 3, 3"})
  void moreRowsThanThereMayBeAreNotLeftOutInSilence(int rows, int returned, String field)
      throws IOException {
    String sql = "SELECT x AS n FROM SYSTEM_RANGE(1, " + rows + ")";
    try (JdbcBackend backend = backend(Optional.of(sql));
        BackendResponse response = backend.call(Requests.GET)) {
      String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(body.split("\"n\"", -1).length - 1, is(returned));
      assertThat(truncatedRows(response), is(field));
    }
  }

  private static String truncatedRows(BackendResponse response) {
    return response.fields().stream()
        .filter(field -> field.isNamed("X-Truncated-Rows"))
        .map(Field::value)
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CAST(9007199254740993 AS BIGINT)         | 9007199254740993",
        "CAST('NaN' AS DOUBLE)                    | \"NaN\"",
        "X'00ff'                                  | \"AP8=\"",
        "CAST(X'00ff' AS BLOB)                    | \"AP8=\"",
        "CAST('long' AS CLOB)                     | \"long\"",
        "TIMESTAMP WITH TIME ZONE '2024-07-01 12:00:00+02' | \"2024-07-01T12:00:00+02:00\"",
        "TIMESTAMP '2024-07-01 12:00:00.5'        | \"2024-07-01T12:00:00.5\"",
        "UUID '123e4567-e89b-12d3-a456-426614174000' | \"123e4567-e89b-12d3-a456-426614174000\"",
        "JSON '{\"a\":[1.10,null]}'                | {\"a\":[1.10,null]}",
        "ARRAY[ARRAY[1,NULL],ARRAY[2]]            | [[1,null],[2]]",
      })
  void valuesAreExact(String value, String json) throws IOException {
    try (JdbcBackend backend = backend(Optional.of("SELECT " + value + " AS v"))) {
      assertThat(call(backend), is("[{\"v\":" + json + "}]"));
    }
  }
}
