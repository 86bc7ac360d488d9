package dev.weir.backend.http;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.FreePort;
import dev.weir.HttpText;
import dev.weir.StubUpstream;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendRequest.Interim;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a call is tried again, and where; and how an address gets out of rotation and back. */
class RetriesIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  private final StubUpstream good = new StubUpstream();
  private final StubUpstream bad = new StubUpstream();
  private final AtomicInteger asked = new AtomicInteger();

  RetriesIT() throws IOException {
    good.responds(OK);
    bad.does(this::hangUp);
  }

  private void hangUp(Socket connection) throws IOException {
    HttpText.read(connection);
    asked.incrementAndGet();
  }

  @AfterEach
  void close() throws IOException {
    good.close();
    bad.close();
  }

  private static String unreachable() throws IOException {
    return "http://127.0.0.1:" + FreePort.find();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void anyRequestGoesToAnotherUpstreamIfOneCantBeConnectedTo(String method) throws IOException {
    try (Caller caller = Caller.of(Caller.config(unreachable(), unreachable(), good.url()))) {
      BackendRequest request = Caller.upload(method, Caller.body("hello"));
      for (int i = 0; i < 50; i++) {
        assertThat(caller.call(request).body(), is("ok"));
      }
    }
  }

  @Test
  void thereAreThreeAttemptsAtMost() throws IOException {
    HttpConfig config = Caller.config(unreachable(), unreachable(), unreachable(), good.url());
    try (Caller caller = Caller.of(config)) {
      assertThat(caller.failure().failure(), is(Failure.UNREACHABLE));
      assertThat(good.connections(), is(0));
    }
  }

  @Test
  void eachCallTriesTheOnlyUpstreamThatCantBeReached() throws IOException {
    StubUpstream late = new StubUpstream();
    String url = late.url();
    late.close();
    try (Caller caller = Caller.of(Caller.config(url))) {
      assertThat(caller.failure().failure(), is(Failure.UNREACHABLE));
      try (StubUpstream back = new StubUpstream(URI.create(url).getPort())) {
        back.responds(OK);
        assertThat(caller.get().body(), is("ok"));
      }
    }
  }

  @Test
  void aBrokenConnectionIsRetriedElsewhereWithinTheBudget() throws IOException {
    try (Caller caller = Caller.of(bad, good)) {
      for (int i = 0; i < 2 * RetryBudget.MOST; i++) {
        assertThat(caller.get().body(), is("ok"));
      }
      int failures = 0;
      for (int i = 0; i < 100; i++) {
        failures += succeeds(caller) ? 0 : 1;
      }
      // 120 calls put in 12 retries, and there were 10: half of the calls met the bad address.
      assertThat(failures > 30, is(true));
      assertThat(asked.get() - failures <= RetryBudget.MOST + 12, is(true));
    }
  }

  private static boolean succeeds(Caller caller) throws IOException {
    try {
      return caller.get().status() == 200;
    } catch (BackendException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "PUT"})
  void aRequestThatMayHaveBeenSeenIsNotRepeated(String method) throws IOException {
    try (Caller caller = Caller.of(bad, bad, bad)) {
      assertThat(
          caller.failure(Caller.upload(method, Caller.body("hello"))).failure(),
          is(Failure.BROKEN));
      assertThat(asked.get(), is(1));
    }
  }

  @Test
  void aCallWhoseResponseHasBegunIsNotRepeated() throws IOException {
    bad.does(
        connection -> {
          hangUp(connection);
          StubUpstream.write(connection, "HTTP/1.1 200");
        });
    try (Caller caller = Caller.of(bad, bad, bad)) {
      assertThat(caller.failure().failure(), is(Failure.BROKEN));
      assertThat(asked.get(), is(1));
    }
  }

  @Test
  void aConnectionThatWasClosedWhileIdleCostsNothing() throws IOException {
    good.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(connection, OK);
        });
    try (Caller caller = Caller.of(good)) {
      for (int i = 0; i < 10 * RetryBudget.MOST; i++) {
        assertThat(caller.get().body(), is("ok"));
      }
    }
  }

  @Test
  void aPostIsNotSentOnAConnectionThatIsTooOld() throws IOException {
    good.responds(
        head("HTTP/1.1 200 OK", "Content-Length: 2", "Keep-Alive: timeout=0, max=9") + "ok");
    try (Caller caller = Caller.of(good)) {
      for (int i = 0; i < 5; i++) {
        assertThat(caller.call(Caller.request("POST", Interim.NONE)).body(), is("ok"));
      }
      assertThat(good.connections(), is(5));
    }
  }

  private static Caller checked(StubUpstream... upstreams) {
    String[] urls = Stream.of(upstreams).map(StubUpstream::url).toArray(String[]::new);
    var checks = new HttpConfig.Checks(Optional.of("/healthz"), Duration.ofMillis(500));
    return Caller.of(Caller.config(Caller.PATIENT, Optional.of(checks), urls));
  }

  @Test
  void anUpstreamThatFailsItsHealthChecksGetsNoCallsMeanwhile() throws IOException {
    bad.does(
        connection -> {
          boolean check = HttpText.read(connection).head().getFirst().contains("/healthz");
          asked.addAndGet(check ? 0 : 1);
          StubUpstream.write(
              connection, check ? head("HTTP/1.1 500 Oops", "Content-Length: 0") : OK);
        });
    try (Caller caller = checked(good, bad)) {
      // A bad one would be met by every other call, as both are as busy.
      Eventually.until(() -> callsOfTheBad(caller) == 0);
      bad.responds(OK);
      int before = bad.connections();
      Eventually.until(() -> caller.get().status() == 200 && bad.connections() > before + 2);
    }
  }

  private int callsOfTheBad(Caller caller) throws IOException {
    int before = asked.get();
    for (int i = 0; i < 4; i++) {
      caller.get();
    }
    return asked.get() - before;
  }

  @Test
  void unhealthyUpstreamsAloneAreAnOutageAndGetCalls() throws IOException {
    bad.does(
        connection -> {
          boolean check = HttpText.read(connection).head().getFirst().contains("/healthz");
          StubUpstream.write(
              connection, check ? head("HTTP/1.1 500 Oops", "Content-Length: 0") : OK);
        });
    try (Caller caller = checked(bad)) {
      Eventually.until(() -> caller.backend().unhealthyReason().isPresent());
      assertThat(caller.get().body(), is("ok"));
      bad.responds(OK);
      Eventually.until(() -> caller.backend().unhealthyReason().isEmpty());
    }
  }

  @Test
  void aFailureToConnectIsAnOutageUntilAnotherCallCan() throws IOException {
    StubUpstream late = new StubUpstream();
    String url = late.url();
    late.close();
    try (Caller caller = Caller.of(Caller.config(url))) {
      assertThat(caller.failure().failure(), is(Failure.UNREACHABLE));
      assertThat(caller.backend().unhealthyReason().isPresent(), is(true));
      try (StubUpstream back = new StubUpstream(URI.create(url).getPort())) {
        back.responds(OK);
        assertThat(caller.get().body(), is("ok"));
        assertThat(caller.backend().unhealthyReason(), is(Optional.empty()));
      }
    }
  }

  private static Caller connecting(String... urls) {
    var connect = new HttpConfig.Checks(Optional.empty(), Duration.ofMillis(20));
    return Caller.of(Caller.config(Caller.PATIENT, Optional.of(connect), urls));
  }

  @Test
  void anOutageAndItsEndAreFoundOutWithoutACall() throws IOException {
    StubUpstream late = new StubUpstream();
    String url = late.url();
    late.close();
    try (Caller caller = connecting(url)) {
      assertThat(
          caller.backend().unhealthyReason(),
          is(Optional.of("No address of the service can be connected to")));
      try (StubUpstream back = new StubUpstream(URI.create(url).getPort())) {
        Eventually.until(() -> caller.backend().unhealthyReason().isEmpty());
        Eventually.until(() -> back.connections() == 1);
      }
    }
  }

  @Test
  void oneReachableUpstreamOfSeveralIsEnough() throws IOException {
    try (Caller caller = connecting(unreachable(), good.url())) {
      Eventually.until(() -> caller.backend().unhealthyReason().isEmpty());
    }
  }

  @Test
  void aNameThatIsNotKnownIsAnOutage() throws IOException {
    try (Caller caller = connecting("http://no-such-host.invalid:1")) {
      assertThat(caller.failure().failure(), is(Failure.UNREACHABLE));
      assertThat(caller.backend().unhealthyReason().isPresent(), is(true));
    }
  }
}
