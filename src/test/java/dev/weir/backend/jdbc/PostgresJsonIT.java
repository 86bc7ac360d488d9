package dev.weir.backend.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.Requests;
import dev.weir.time.Timeouts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL's types are in JSON. */
class PostgresJsonIT {

  @RegisterExtension static final PostgresCluster POSTGRES = new PostgresCluster();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "9007199254740993::bigint               | 9007199254740993",
        "1.10::numeric                          | 1.10",
        "12345678901234567890.0987654321        | 12345678901234567890.0987654321",
        "1e20::float8                           | 100000000000000000000",
        "0.1::float4                            | 0.1",
        "'NaN'::numeric                         | \"NaN\"",
        "'NaN'::float8                          | \"NaN\"",
        "'-Infinity'::float8                    | \"-Infinity\"",
        "true                                   | true",
        "B'101'                                 | \"101\"",
        "12.34::money                           | \"$12.34\"",
        "null                                   | null",
        "null::bytea                            | null",
        "null::int[]                            | null",
        "'\\x00ff'::bytea                       | \"AP8=\"",
        "''::bytea                              | \"\"",
        "timestamptz '2024-07-01 12:00:00.5+02' | \"2024-07-01T10:00:00.5Z\"",
        "timestamptz 'infinity'                 | \"infinity\"",
        "timestamp '2024-07-01 12:00:00'        | \"2024-07-01T12:00:00\"",
        "date '2024-07-01'                      | \"2024-07-01\"",
        "time '24:00:00'                        | \"24:00:00\"",
        "interval '1 day 2 hours'               | \"P1DT2H\"",
        "'{\"a\": [1.10, null]}'::json          | {\"a\":[1.10,null]}",
        "'{\"a\": 9007199254740993}'::jsonb     | {\"a\":9007199254740993}",
        "'5'::jsonb                             | 5",
        "uuid '123e4567-e89b-12d3-a456-426614174000' | \"123e4567-e89b-12d3-a456-426614174000\"",
        "array[1, null, 2]                      | [1,null,2]",
        "array[[1, 2], [3, 4]]                  | [[1,2],[3,4]]",
        "'{}'::text[]                           | []",
        "array['a\"b,c']                        | [\"a\\\"b,c\"]",
        "array[timestamptz '2024-07-01 12:00+02'] | [\"2024-07-01T10:00:00Z\"]",
        "array['\\x00ff'::bytea]                | [\"AP8=\"]",
        "array['NaN'::float8, 1.5]              | [\"NaN\",1.5]",
        "array['{\"a\":1}'::jsonb]              | [{\"a\":1}]",
        "inet '10.0.0.1'                        | \"10.0.0.1\"",
        "int4range(1, 5)                        | \"[1,5)\"",
      })
  void valuesAreExact(String value, String json) throws IOException {
    assertThat(result("SELECT " + value + " AS v"), is("[{\"v\":" + json + "}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1 AS \"One\", 2 AS \"one\"         | [{\"One\":1,\"one\":2}]",
        "SELECT 1 WHERE false                      | []",
        "CREATE TEMP TABLE t AS SELECT 1           | {\"updated\":1}",
      })
  void aResultIsNamedAsTheDatabaseNamesIt(String sql, String json) throws IOException {
    assertThat(result(sql), is(json));
  }

  private static String result(String sql) throws IOException {
    var database =
        new JdbcConfig(
            Optional.of(POSTGRES.url()),
            Optional.of("weir"),
            Optional.empty(),
            Optional.of(sql),
            Duration.ofMinutes(5),
            100);
    try (Timeouts timeouts = new Timeouts(System::nanoTime);
        JdbcBackend backend = new JdbcBackend(database, 1, timeouts)) {
      Eventually.until(() -> backend.unhealthyReason().isEmpty());
      try (BackendResponse response = backend.call(Requests.GET)) {
        return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
