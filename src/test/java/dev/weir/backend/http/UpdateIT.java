package dev.weir.backend.http;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.Eventually;
import dev.weir.HttpText;
import dev.weir.StubUpstream;
import dev.weir.backend.UpstreamLevels;
import dev.weir.tls.UnusablePemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another configuration of a backend that is open. */
class UpdateIT {

  private static final HttpConfig.Timeouts HASTY =
      new HttpConfig.Timeouts(
          Duration.ofSeconds(1),
          Caller.LONG,
          Caller.LONG,
          Optional.empty(),
          Caller.LONG,
          Duration.ZERO,
          Optional.empty());

  private final StubUpstream one = upstream("one");
  private final StubUpstream two = upstream("two");
  private final StubUpstream three = upstream("two");
  private Caller caller = Caller.of(one);

  UpdateIT() throws IOException {}

  private static String response(String body) {
    return head("HTTP/1.1 200 OK", "Content-Length: " + body.length()) + body;
  }

  private static StubUpstream upstream(String body) throws IOException {
    StubUpstream upstream = new StubUpstream();
    upstream.responds(response(body));
    return upstream;
  }

  @AfterEach
  void close() throws IOException {
    caller.close();
    one.close();
    two.close();
    three.close();
  }

  private void restart(HttpConfig config) {
    caller.close();
    caller = Caller.of(config);
  }

  private String get() {
    try {
      return caller.get().body();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  @Test
  void callsGoToTheNewUpstream() throws Exception {
    assertThat(get(), is("one"));
    caller.backend().update(Caller.config(two.url()));
    assertThat(get(), is("two"));
    assertThat(caller.backend().description(), is("http (" + two.url() + ")"));
  }

  @Test
  void aCallUnderWayEndsWhereItBegan() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    Semaphore mayRespond = new Semaphore(0);
    CompletableFuture<Integer> afterwards = new CompletableFuture<>();
    one.does(
        connection -> {
          HttpText.read(connection);
          called.countDown();
          mayRespond.acquireUninterruptibly();
          StubUpstream.write(connection, response("late"));
          afterwards.complete(connection.getInputStream().read());
        });
    CompletableFuture<String> call = CompletableFuture.supplyAsync(this::get);
    called.await();
    caller.backend().update(Caller.config(two.url()));
    assertThat(get(), is("two"));
    mayRespond.release();
    assertThat(call.join(), is("late"));
    assertThat("its connection is closed", afterwards.join(), is(-1));
  }

  @Test
  void anUpstreamThatStaysKeepsItsConnections() throws Exception {
    restart(Caller.config(one.url(), two.url()));
    for (int i = 0; i < 4; i++) {
      get();
    }
    caller.backend().update(Caller.config(three.url(), one.url()));
    for (int i = 0; i < 4; i++) {
      get();
    }
    assertThat(one.connections(), is(1));
    assertThat(three.connections(), is(1));
  }

  @Test
  void whatIsKnownOfTheHealthOfAnUpstreamStays() throws Exception {
    one.responds(head("HTTP/1.1 500 Down", "Content-Length: 0"));
    var checks = Optional.of(new HttpConfig.Checks(Optional.of("/health"), Duration.ofMillis(50)));
    restart(Caller.config(Caller.PATIENT, checks, one.url(), two.url()));
    Eventually.until(() -> !isHealthy(one));
    // No check of the new configuration has ended yet.
    Semaphore over = new Semaphore(0);
    one.does(connection -> over.acquireUninterruptibly());
    caller.backend().update(Caller.config(HASTY, checks, one.url(), two.url()));
    assertThat(isHealthy(one), is(false));
    assertThat(isHealthy(two), is(true));
    over.release(100);
  }

  private boolean isHealthy(StubUpstream upstream) {
    return caller.backend().upstreams().stream()
        .filter(levels -> levels.url().equals(upstream.url()))
        .allMatch(UpstreamLevels::healthy);
  }

  @Test
  void aCertificateThatCantBeReadChangesNothing() {
    Optional<Path> missing = Optional.of(Path.of("/no/such.pem"));
    HttpConfig plain = Caller.config(two.url().replace("http:", "https:"));
    HttpConfig config =
        new HttpConfig(
            plain.urls(),
            plain.preserveHost(),
            plain.timeouts(),
            plain.ejectionTime(),
            plain.checks(),
            plain.retryBudget(),
            new HttpConfig.Tls(missing, Optional.empty(), Optional.empty()));
    assertThrows(UnusablePemException.class, () -> caller.backend().update(config));
    assertThat(get(), is("one"));
  }
}
