package dev.weir.backend.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.weir.Eventually;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Weir in front of a real PostgreSQL, which is stopped and started under it. */
class JdbcPostgresIT {

  @RegisterExtension static final PostgresCluster POSTGRES = new PostgresCluster();

  private static WeirProcess weir(String... flags) throws Exception {
    List<String> all =
        Stream.concat(
                Stream.of(
                    "--server.port=0",
                    "--backend.type=jdbc",
                    "--backend.jdbc.url=" + POSTGRES.url(),
                    "--backend.jdbc.user=weir"),
                Stream.of(flags))
            .toList();
    return WeirProcess.start(all.toArray(String[]::new));
  }

  @Test
  void servesRowsAndComesBackByItselfAfterAnOutage() throws Exception {
    try (WeirProcess weir = weir("--gate.permits=4");
        WeirClient client = weir.client()) {
      assertServes(client);
      POSTGRES.stop();
      HttpResponse<String> failed = client.get("/endpoint");
      assertThat(failed.statusCode(), is(502));
      assertThat(failed.body(), containsString("\"reason\":\"backend_"));
      Eventually.until(() -> client.get("/health/ready").statusCode() == 503);
      String ready = client.get("/health/ready").body();
      assertThat(ready, containsString("The database can't be connected to"));
      assertThat(ready, not(containsString("jdbc:")));
      assertThat(ready, not(containsString("refused")));
      assertThat(client.get("/health/live").statusCode(), is(200));
      POSTGRES.start();
      Eventually.until(() -> client.get("/health/ready").statusCode() == 200);
      assertServes(client);
      client.assertConserved();
    }
  }

  @Test
  void anOutageAndItsEndAreOneLineOfTheLogEach() throws Exception {
    try (WeirProcess weir = weir("--gate.permits=8");
        WeirClient client = weir.client()) {
      Eventually.until(() -> client.get("/health/ready").statusCode() == 200);
      var crowd = Stream.generate(() -> client.getLater("/endpoint")).limit(50).toList();
      crowd.forEach(response -> response.join());
      POSTGRES.stop();
      for (int i = 0; i < 20; i++) {
        assertThat(client.get("/endpoint").statusCode(), is(502));
      }
      Eventually.until(() -> client.get("/health/ready").statusCode() == 503);
      POSTGRES.start();
      Eventually.until(() -> client.get("/health/ready").statusCode() == 200);
      assertServes(client);
      Eventually.until(
          () -> weir.lines().stream().anyMatch(line -> line.contains(" reached again")));
      assertThat(
          weir.lines().stream().filter(line -> !line.startsWith("Weir ")).toList(),
          contains(
              matchesPattern(
                  "\\S+Z WARNING dev.weir.backend.Reachability backend jdbc \\(.*\\) can't be reached: .*"),
              matchesPattern(
                  "\\S+Z INFO dev.weir.backend.Reachability backend jdbc \\(.*\\) can be reached again,"
                      + " after \\d+ ms")));
    }
  }

  @Test
  void startsWithoutADatabaseAndMakesItsTableWhenThereIsOne() throws Exception {
    POSTGRES.stop();
    try (WeirProcess weir = weir();
        WeirClient client = weir.client()) {
      assertThat(client.get("/endpoint").statusCode(), is(502));
      POSTGRES.start();
      Eventually.until(() -> client.get("/health/ready").statusCode() == 200);
      assertServes(client);
    }
  }

  @Test
  void isReadyOnlyWhenItServesAgainHoweverLongTheOutageWas() throws Exception {
    try (WeirProcess weir = weir("--gate.permits=4", "--gate.max-wait=0");
        WeirClient client = weir.client()) {
      POSTGRES.stop();
      // The pool waits longer after each failure, so the calls have to go on for a while.
      for (int i = 0; i < 5; i++) {
        assertThat(client.get("/endpoint").statusCode(), is(502));
      }
      POSTGRES.start();
      Eventually.until(() -> client.get("/health/ready").statusCode() == 200);
      assertServes(client);
    }
  }

  @Test
  void aCrowdSharesTheTableWithoutAnError() throws Exception {
    try (WeirProcess weir =
            weir("--gate.permits=8", "--gate.max-wait=30s", "--gate.waiting-room=400");
        WeirClient client = weir.client()) {
      Eventually.until(() -> client.get("/health/ready").statusCode() == 200);
      var crowd = Stream.generate(() -> client.getLater("/endpoint")).limit(300).toList();
      crowd.forEach(response -> assertThat(response.join().statusCode(), is(200)));
      client.assertConserved();
    }
  }

  @Test
  void aPoolWithAllConnectionsOfItsRoleIsNoOutage() throws Exception {
    try (Connection admin = POSTGRES.connect()) {
      admin.createStatement().execute("CREATE ROLE few LOGIN CONNECTION LIMIT 2");
    }
    try (WeirProcess weir =
            weir(
                "--gate.permits=2",
                "--gate.max-wait=30s",
                "--backend.jdbc.user=few",
                "--backend.jdbc.sql=SELECT 1 AS one FROM pg_sleep(0.1)");
        WeirClient client = weir.client()) {
      Eventually.until(() -> client.get("/health/ready").statusCode() == 200);
      var crowd = Stream.generate(() -> client.getLater("/endpoint")).limit(60).toList();
      while (!crowd.getLast().isDone()) {
        assertThat(client.get("/health/ready").statusCode(), is(200));
      }
      crowd.forEach(response -> assertThat(response.join().statusCode(), is(200)));
    }
  }

  @Test
  void callsWaitIfTheirRoleHasFewerConnectionsThanPermits() throws Exception {
    try (Connection admin = POSTGRES.connect()) {
      admin.createStatement().execute("CREATE ROLE fewer LOGIN CONNECTION LIMIT 2");
    }
    try (WeirProcess weir =
            weir(
                "--gate.permits=6",
                "--gate.max-wait=5m",
                "--backend.jdbc.user=fewer",
                "--backend.jdbc.statement-timeout=5m",
                "--backend.jdbc.sql=SELECT 1 AS one FROM pg_sleep(0.05)");
        WeirClient client = weir.client()) {
      Eventually.until(() -> client.get("/health/ready").statusCode() == 200);
      var crowd = Stream.generate(() -> client.getLater("/endpoint")).limit(60).toList();
      crowd.forEach(response -> assertThat(response.join().statusCode(), is(200)));
      assertThat(client.get("/health/ready").statusCode(), is(200));
      client.assertConserved();
    }
  }

  private static void assertServes(WeirClient client) {
    Eventually.until(() -> client.get("/health/ready").statusCode() == 200);
    HttpResponse<String> response = client.get("/endpoint");
    assertThat(
        response.body(), matchesPattern("\\{\"id\":(\\d+),\"name\":\"item \\1\",\"calls\":\\d+}"));
  }
}
