package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Replicas with a real store keep one limit together, in front of an upstream that counts. */
@Timeout(300)
class ClusterIT {

  private static final int LIMIT = 8;

  private final CountingUpstream upstream = new CountingUpstream();
  private final List<RunningWeir> replicas = new ArrayList<>();

  ClusterIT() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    upstream.endAll();
    replicas.forEach(RunningWeir::close);
    upstream.close();
  }

  private WeirClient replica(String store, String... flags) {
    List<String> all =
        List.of(
            store,
            "--cluster.lease=1s",
            "--gate.permits=" + LIMIT,
            "--gate.max-wait=1m",
            "--gate.shed-hopeless=false",
            "--backend.type=http",
            "--backend.http.url=" + upstream.url());
    RunningWeir weir =
        RunningWeir.with(Stream.concat(all.stream(), Stream.of(flags)).toArray(String[]::new));
    replicas.add(weir);
    return weir.client();
  }

  private WeirClient replica(StoreProcess store, String... flags) {
    WeirClient client = replica("--cluster.url=" + store.url(), flags);
    Eventually.until(() -> isIn("leased", client));
    return client;
  }

  private static boolean isIn(String mode, WeirClient client) {
    return client.metric("weir_cluster_mode{mode=\"" + mode + "\"}") == 1;
  }

  private static long share(WeirClient client) {
    return client.metric("weir_lease_permits");
  }

  /** A replica may refuse what it has no place for, while its share comes. */
  private static void endWithoutFailure(SteadyClients clients) {
    assertThat(clients.end(), everyItem(is(oneOf(200, 429))));
  }

  private static void awaitMore(SteadyClients clients) {
    int enough = clients.responses() + 100;
    Eventually.until(() -> clients.responses() >= enough);
  }

  @Test
  void thePermitsGoWhereTheLoadIs() throws IOException {
    try (StoreProcess store = StoreProcess.with()) {
      WeirClient one = replica(store);
      WeirClient other = replica(store);
      SteadyClients first = new SteadyClients(one, LIMIT + 4);
      Eventually.until(() -> share(one) >= LIMIT - 2);
      SteadyClients second = new SteadyClients(other, LIMIT + 4);
      Eventually.until(
          () -> {
            upstream.end(1);
            return share(other) == LIMIT / 2;
          });
      upstream.endAll();
      endWithoutFailure(first);
      endWithoutFailure(second);
      assertThat(upstream.most(), is(lessThanOrEqualTo(LIMIT)));
    }
  }

  @Test
  void underUnevenLoadThereAreNeverMoreCallsThanTheLimit() throws IOException {
    try (StoreProcess store = StoreProcess.with()) {
      WeirClient busy = replica(store);
      WeirClient calm = replica(store);
      replica(store);
      SteadyClients most = new SteadyClients(busy, 18);
      SteadyClients few = new SteadyClients(calm, 2);
      Eventually.until(
          () -> {
            // A call lasts until there are some beside it.
            if (upstream.inside() >= LIMIT / 2) {
              upstream.end(1);
            }
            return most.responses() >= 500 && few.responses() >= 50;
          });
      upstream.endAll();
      endWithoutFailure(most);
      endWithoutFailure(few);
      assertThat(upstream.most(), is(lessThanOrEqualTo(LIMIT)));
    }
  }

  @Test
  void aStartWithoutAStoreServes() throws IOException {
    upstream.endAll();
    try (LogLines log = new LogLines(ClusterLog.class)) {
      WeirClient client = replica("--cluster.url=redis://127.0.0.1:" + FreePort.find());
      SteadyClients clients = new SteadyClients(client, LIMIT);
      Eventually.until(() -> clients.responses() >= 100);
      endWithoutFailure(clients);
      assertThat(client.get("/health/ready").statusCode(), is(200));
      assertThat(
          client.get("/health").body(),
          allOf(containsString("\"name\":\"cluster\""), containsString("\"mode\":\"safe\"")));
      assertThat(share(client), is(LIMIT / 3L));
      assertThat(client.metric("weir_lease_limit"), is((long) LIMIT));
      assertThat(client.metric("weir_cluster_store_errors_total"), is(not(0L)));
      assertThat(log.lines(), hasItem(containsString(" in the mode safe: 2 of 8 permits ")));
      assertThat(upstream.most(), is(lessThanOrEqualTo(LIMIT / 3)));
    }
  }

  @Test
  void noRequestFailsBecauseTheStoreDiesAndComesBack() throws IOException {
    upstream.endAll();
    try (StoreProcess store = StoreProcess.with();
        LogLines log = new LogLines(ClusterLog.class)) {
      WeirClient client = replica(store);
      SteadyClients clients = new SteadyClients(client, LIMIT / 2);
      store.kill();
      Eventually.until(() -> isIn("safe", client));
      awaitMore(clients);
      store.start();
      Eventually.until(() -> isIn("leased", client));
      awaitMore(clients);
      endWithoutFailure(clients);
      assertThat(client.get("/health/ready").statusCode(), is(200));
      assertThat(
          log.lines(),
          hasItems(
              containsString("has no lease, and is in the mode safe"),
              containsString("has a lease, as one of 1 replica")));
    }
  }

  @Test
  void aStopHandsItsShareOver() throws Exception {
    try (StoreProcess store = StoreProcess.with()) {
      WeirClient stops = replica(store);
      WeirClient stays = replica(store);
      var inside = Stream.generate(() -> stops.getLater("/a")).limit(LIMIT / 2).toList();
      Eventually.until(() -> upstream.inside() == LIMIT / 2);
      SteadyClients clients = new SteadyClients(stays, LIMIT + 4);
      RunningWeir stopping = replicas.removeFirst();
      CountDownLatch ended = new CountDownLatch(1);
      stopping.weir().stopping(stopping.server()::stop, ended::countDown).ask();
      Eventually.until(() -> stops.get("/health/ready").statusCode() == 503);
      Eventually.until(
          () -> {
            // Ends a call of either replica, until all those of the first have ended.
            upstream.end(1);
            return inside.stream().allMatch(CompletableFuture::isDone);
          });
      ended.await();
      Eventually.until(() -> upstream.inside() == LIMIT);
      upstream.endAll();
      inside.forEach(one -> assertThat(one.join().statusCode(), is(200)));
      endWithoutFailure(clients);
      assertThat(upstream.most(), is(LIMIT));
      stops.close();
    }
  }

  @Test
  void withoutAnyPermitsRequestsWaitAndAreRefused() throws IOException {
    WeirClient client =
        replica(
            "--cluster.url=redis://127.0.0.1:" + FreePort.find(),
            "--cluster.on-loss=closed",
            "--gate.max-wait=50ms");
    HttpResponse<String> refusal = client.get("/a");
    assertThat(refusal.statusCode(), is(429));
    assertThat(
        refusal.headers().firstValue("RateLimit-Policy").orElseThrow(),
        is("\"default\";q=0;qu=\"concurrent-requests\""));
    assertThat(refusal.headers().firstValueAsLong("Retry-After").orElseThrow(), is(not(0L)));
    assertThat(client.get("/health").body(), containsString("\"permits\":0"));
    assertThat(client.metrics(), not(containsString("NaN")));
    assertThat(client.metric("weir_permits"), is(0L));
    client.assertConserved();
  }

  @Test
  void aPasswordCanBeMendedWhileItRuns(@TempDir Path folder) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "wrong");
    try (StoreProcess store = StoreProcess.with("--requirepass", "right");
        LogLines log = new LogLines(ClusterLog.class)) {
      WeirClient client =
          replica("--cluster.url=" + store.url(), "--cluster.password-file=" + password);
      Eventually.until(() -> isIn("safe", client));
      Files.writeString(password, "right\n");
      Eventually.until(() -> isIn("leased", client));
      assertThat(log.lines().getFirst(), containsString("password"));
      assertThat(log.lines().toString(), not(containsString("wrong")));
    }
  }

  @Test
  void aStoreBehindTlsHasToBeTheOneThatIsTrusted(@TempDir Path folder) throws Exception {
    PemPair known = PemPair.create(folder, "known");
    PemPair unknown = PemPair.create(folder, "unknown");
    try (StoreProcess store = StoreProcess.withTls(known)) {
      String url = "--cluster.url=rediss://127.0.0.1:" + store.port();
      WeirClient trusting = replica(url, "--cluster.tls.ca=" + known.certificate());
      Eventually.until(() -> isIn("leased", trusting));
      WeirClient doubting = replica(url, "--cluster.tls.ca=" + unknown.certificate());
      Eventually.until(() -> isIn("safe", doubting));
    }
  }

  @Test
  void withoutAStoreTheLimitIsDividedByTheAddressesOfAName() {
    upstream.endAll();
    WeirClient client = replica("--cluster.peers=dns:127.0.0.1");
    Eventually.until(() -> isIn("divided", client));
    assertThat(share(client), is((long) LIMIT));
    assertThat(client.metric("weir_cluster_replicas"), is(1L));
    assertThat(client.get("/a").statusCode(), is(200));
  }
}
