package dev.weir;

import static dev.weir.HttpText.head;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.edge.Outcome;
import dev.weir.gate.GateLevels;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A permit stands for the work of the service, however soon the client loses its patience. */
class AbandonedCallsIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
  private static final String GET = head("GET / HTTP/1.1", "Host: a");
  private static final String HASTY = "--backend.http.first-byte-timeout=20ms";
  private static final String TIME_TO_SEND_ALL = "--backend.http.first-byte-timeout=2s";

  private final StubUpstream upstream = new StubUpstream();
  private final BlockingQueue<Socket> calls = new LinkedBlockingQueue<>();

  AbandonedCallsIT() throws IOException {
    upstream.does(
        connection -> {
          while (true) {
            HttpText.read(connection);
            calls.add(connection);
          }
        });
  }

  private RunningWeir weir(int permits, String... flags) {
    List<String> all = new ArrayList<>(List.of(flags));
    all.addAll(
        List.of(
            "--backend.type=http",
            "--backend.http.url=" + upstream.url(),
            "--gate.permits=" + permits));
    return RunningWeir.with(all.toArray(String[]::new));
  }

  @AfterEach
  void close() throws IOException {
    upstream.close();
  }

  private static GateLevels levels(RunningWeir weir) {
    return weir.weir().gate().levels();
  }

  private static void assertTooLate(Socket socket, String connection) throws IOException {
    HttpText response = HttpText.read(socket);
    assertThat(response.status(), is(504));
    assertThat(response.body(), containsString("\"reason\":\"backend_timeout\""));
    assertThat(response.field("connection"), is(connection));
  }

  @Test
  void aLateCallHasItsResponseWhileTheServiceKeepsThePermit() throws Exception {
    try (RunningWeir weir = weir(1, HASTY);
        Socket socket = weir.client().raw(GET)) {
      assertTooLate(socket, "close");
      Eventually.until(() -> weir.client().ended(Outcome.FAILED) == 1);
      assertThat(levels(weir).inside(), is(1));
      StubUpstream.write(calls.take(), OK);
      Eventually.until(() -> levels(weir).inside() == 0);
      assertThat(socket.getInputStream().read(), is(-1));
      assertThat(weir.client().ended(Outcome.FAILED), is(1L));
      weir.client().assertConserved();
    }
  }

  @Test
  void aServiceThatClosesGivesThePermitBack() throws Exception {
    try (RunningWeir weir = weir(1, HASTY);
        Socket socket = weir.client().raw(GET)) {
      assertTooLate(socket, "close");
      assertThat(levels(weir).inside(), is(1));
      calls.take().close();
      Eventually.until(() -> levels(weir).inside() == 0);
      weir.client().assertConserved();
    }
  }

  @Test
  void aLargeRequestThatWasSentWholeKeepsThePermitToo() throws Exception {
    int length = 1_000_000;
    String post = head("POST / HTTP/1.1", "Host: a", "Content-Length: " + length);
    try (RunningWeir weir = weir(1, TIME_TO_SEND_ALL);
        Socket socket = weir.client().raw(post + "x".repeat(length))) {
      assertTooLate(socket, "close");
      assertThat(levels(weir).inside(), is(1));
      StubUpstream.write(calls.take(), OK);
      Eventually.until(() -> levels(weir).inside() == 0);
      weir.client().assertConserved();
    }
  }

  @Test
  void anInterimResponseIsNotTheEndOfTheWork() throws Exception {
    try (RunningWeir weir = weir(1, HASTY);
        Socket socket = weir.client().raw(GET)) {
      assertTooLate(socket, "close");
      Socket call = calls.take();
      StubUpstream.write(call, head("HTTP/1.1 103 Early Hints", "Link: </a>"));
      assertThat(weir.client().metric("in_flight_requests"), is(1L));
      StubUpstream.write(call, OK);
      Eventually.until(() -> levels(weir).inside() == 0);
      assertThat(socket.getInputStream().read(), is(-1));
    }
  }

  @Test
  void aClientThatHangsUpLeavesThePermitWithTheService() throws Exception {
    try (RunningWeir weir = weir(1)) {
      Socket socket = weir.client().raw(GET);
      Socket call = calls.take();
      socket.close();
      await().during(Duration.ofMillis(300)).until(() -> levels(weir).inside() == 1);
      StubUpstream.write(call, OK);
      Eventually.until(() -> levels(weir).inside() == 0);
      weir.client().assertConserved();
    }
  }

  @Test
  void aServiceThatNeverEndsLosesThePermitAfterTheLingerTimeout() throws Exception {
    try (RunningWeir weir = weir(1, HASTY, "--backend.http.linger-timeout=50ms");
        Socket socket = weir.client().raw(GET)) {
      assertThat(HttpText.read(socket).status(), is(504));
      Eventually.until(calls.take()::isClosed);
      Eventually.until(() -> levels(weir).inside() == 0);
      weir.client().assertConserved();
    }
  }

  @Test
  void withoutLingeringThePermitReturnsAtOnceAndTheConnectionIsKept() throws Exception {
    try (RunningWeir weir = weir(1, HASTY, "--backend.http.linger-timeout=0s");
        Socket socket = weir.client().raw(GET)) {
      assertTooLate(socket, "keep-alive");
      Eventually.until(calls.take()::isClosed);
      Eventually.until(() -> levels(weir).inside() == 0);
    }
  }

  /** Works on each request for longer than any client waits, whatever becomes of the connection. */
  private static void work(Socket connection, AtomicInteger working, AtomicInteger most)
      throws IOException {
    while (true) {
      HttpText.read(connection);
      most.accumulateAndGet(working.incrementAndGet(), Math::max);
      LockSupport.parkNanos(200_000_000);
      working.decrementAndGet();
      StubUpstream.write(connection, OK);
    }
  }

  @ParameterizedTest
  @CsvSource({"20ms,0,30s", "1h,25,30s", "20ms,10,30s", "1h,0,20ms", "120ms,180,80ms"})
  void theServiceNeverHasMoreCallsThanThereArePermits(
      String deadline, int hangUpMillis, String firstByte) throws Exception {
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    upstream.does(connection -> work(connection, working, most));
    String request = head("GET / HTTP/1.1", "Host: a", "X-Request-Timeout: " + deadline);
    try (RunningWeir weir =
        weir(16, "--gate.max-wait=100ms", "--backend.http.first-byte-timeout=" + firstByte)) {
      ImpatientClients clients = new ImpatientClients(weir, 40, request, hangUpMillis);
      clients.awaitAdmitted(64);
      clients.stop();
      weir.client().assertConserved();
      Eventually.until(() -> working.get() == 0);
      assertThat(most.get(), lessThanOrEqualTo(16));
    }
  }
}
