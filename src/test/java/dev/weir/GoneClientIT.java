package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.edge.Outcome;
import dev.weir.gate.GateLevels;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A client that leaves frees its place, whatever its request is waiting for, if its call of the
 * backend is not waited for; one that stays, not.
 */
class GoneClientIT {

  private static final String GET = head("GET /endpoint HTTP/1.1", "Host: a");
  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  private final StubUpstream upstream = new StubUpstream();
  private final BlockingQueue<Socket> calls = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();

  GoneClientIT() throws IOException {
    upstream.does(this::meet);
  }

  /** Takes requests, and tells the test of each; their connection ends when Weir closes it. */
  private void meet(Socket connection) throws IOException {
    while (true) {
      bodies.add(HttpText.read(connection).body());
      calls.add(connection);
    }
  }

  private RunningWeir weir(String... flags) {
    List<String> all = new ArrayList<>(List.of(flags));
    all.addAll(
        List.of(
            "--backend.type=http",
            "--backend.http.url=" + upstream.url(),
            "--backend.http.linger-timeout=0s",
            "--gate.permits=1",
            "--gate.waiting-room=1000",
            "--gate.max-wait=1m"));
    return RunningWeir.with(all.toArray(String[]::new));
  }

  @AfterEach
  void close() throws IOException {
    upstream.close();
  }

  private static GateLevels levels(RunningWeir weir) {
    return weir.weir().gate().levels();
  }

  private static void assertResponded(Socket socket) throws IOException {
    assertThat(HttpText.read(socket).status(), is(200));
  }

  private void respondNext() throws Exception {
    StubUpstream.write(calls.take(), OK);
  }

  @Test
  void aThousandThatHangUpLeaveTheRoomAndMissTheService() throws Exception {
    try (RunningWeir weir = weir();
        Socket inside = weir.client().raw(GET)) {
      Socket call = calls.take();
      List<Socket> waiting = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        waiting.add(weir.client().raw(GET));
      }
      Eventually.until(() -> levels(weir).waiting() == 1000);
      for (Socket socket : waiting) {
        socket.close();
      }
      Eventually.until(() -> levels(weir).waiting() == 0);
      StubUpstream.write(call, OK);
      assertResponded(inside);
      Eventually.until(() -> weir.client().ended(Outcome.GONE) == 1000);
      assertThat("calls after the first", calls.size(), is(0));
      assertThat(weir.client().ended(Outcome.SHED), is(0L));
      weir.client().assertConserved();
    }
  }

  @Test
  void aClientThatHangsUpEndsItsCallAndItsPermit() throws Exception {
    try (RunningWeir weir = weir()) {
      Socket socket = weir.client().raw(GET);
      Socket call = calls.take();
      socket.close();
      Eventually.until(() -> levels(weir).inside() == 0);
      Eventually.until(() -> closed(call));
      Eventually.until(() -> weir.client().ended(Outcome.GONE) == 1);
      weir.client().assertConserved();
    }
  }

  /** The service's side is closed once its end of the connection was read. */
  private static boolean closed(Socket call) {
    return call.isClosed();
  }

  @Test
  void aClientThatResetsItsConnectionIsGone() throws Exception {
    try (RunningWeir weir = weir("--server.half-close=served")) {
      Socket socket = weir.client().raw(GET);
      calls.take();
      socket.setSoLinger(true, 0);
      socket.close();
      Eventually.until(() -> weir.client().ended(Outcome.GONE) == 1);
    }
  }

  @Test
  void aClientThatEndsItsSendingSideIsGone() throws Exception {
    try (RunningWeir weir = weir();
        Socket socket = weir.client().raw(GET)) {
      calls.take();
      socket.shutdownOutput();
      Eventually.until(() -> weir.client().ended(Outcome.GONE) == 1);
      assertThat(socket.getInputStream().read(), is(-1));
    }
  }

  @Test
  void aHalfClosedClientIsServedIfTheSettingsSaySo() throws Exception {
    try (RunningWeir weir = weir("--server.half-close=served");
        Socket socket = weir.client().raw(GET)) {
      socket.shutdownOutput();
      Socket call = calls.take();
      Eventually.until(() -> weir.client().metric("in_flight_requests") == 1);
      StubUpstream.write(call, OK);
      assertResponded(socket);
    }
  }

  @Test
  void aConnectionIsUsedAgainAfterEachSlowResponse() throws Exception {
    try (RunningWeir weir =
            RunningWeir.with("--backend.simulated.latency=30ms", "--gate.permits=1");
        Socket socket = weir.client().raw(GET)) {
      for (int i = 0; i < 10; i++) {
        assertResponded(socket);
        StubUpstream.write(socket, GET);
      }
      assertResponded(socket);
      assertThat(weir.client().ended(Outcome.GONE), is(0L));
    }
  }

  @Test
  void pipelinedRequestsGetTheirResponsesInOrder() throws Exception {
    try (RunningWeir weir = weir();
        Socket socket = weir.client().raw(GET + GET)) {
      Socket call = calls.take();
      StubUpstream.write(socket, GET + GET);
      StubUpstream.write(call, OK);
      assertResponded(socket);
      for (int i = 0; i < 3; i++) {
        respondNext();
        assertResponded(socket);
      }
    }
  }

  @Test
  void aBodyThatComesWhileItsRequestWaitsArrivesWhole() throws Exception {
    String body = "0123456789".repeat(100_000);
    String post = head("POST /endpoint HTTP/1.1", "Host: a", "Content-Length: " + body.length());
    try (RunningWeir weir = weir();
        Socket inside = weir.client().raw(GET)) {
      Socket call = calls.take();
      try (Socket socket = weir.client().raw(post)) {
        Thread sender = Thread.ofVirtual().start(() -> send(socket, body));
        Eventually.until(() -> levels(weir).waiting() == 1);
        StubUpstream.write(call, OK);
        assertResponded(inside);
        respondNext();
        assertResponded(socket);
        sender.join();
      }
      assertThat(bodies.take(), is(""));
      assertThat(bodies.take().equals(body), is(true));
    }
  }

  private static void send(Socket socket, String body) {
    try {
      for (int at = 0; at < body.length(); at += 10_000) {
        StubUpstream.write(socket, body.substring(at, at + 10_000));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
