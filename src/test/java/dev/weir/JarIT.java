package dev.weir;

import static dev.weir.HttpText.head;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weir as a process: start, bad settings, stop. */
class JarIT {

  private static final String OK = head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";

  /** A service that keeps every request until it is let go, and counts them. */
  private record Held(StubUpstream upstream, AtomicInteger inside, CountDownLatch mayRespond) {

    static Held create() throws IOException {
      Held held = new Held(new StubUpstream(), new AtomicInteger(), new CountDownLatch(1));
      held.upstream.does(
          connection -> {
            while (true) {
              HttpText.read(connection);
              held.inside.incrementAndGet();
              held.awaitResponse();
              StubUpstream.write(connection, OK);
            }
          });
      return held;
    }

    private void awaitResponse() {
      try {
        mayRespond.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static WeirProcess before(StubUpstream upstream, String... flags) throws IOException {
    String[] all = new String[flags.length + 3];
    all[0] = "--server.port=0";
    all[1] = "--backend.type=http";
    all[2] = "--backend.http.url=" + upstream.url();
    System.arraycopy(flags, 0, all, 3, flags.length);
    return WeirProcess.start(all);
  }

  @Test
  void theStartLineSaysAddressStrategyLimitsAndBackend() throws Exception {
    try (WeirProcess weir = WeirProcess.start("--server.port=0", "--gate.permits=3")) {
      assertThat(weir.client().get("/endpoint").statusCode(), is(200));
      assertThat(weir.firstLine(), endsWith(" starting on Java " + Runtime.version().feature()));
      assertThat(
          weir.lines().getFirst(),
          matchesPattern(
              "Weir \\S+ on http://0.0.0.0:\\d+ \\(wait-then-shed, 3 permits, room 64, max wait 250"
                  + " ms; backend simulated \\(20 ms, capacity 16\\)\\), ready in \\d+ ms"));
      weir.terminate();
      assertThat(weir.exitCode(), is(0));
      Eventually.until(weir::ended);
      assertThat("the start, the stop, and its end", weir.lines(), hasSize(3));
    }
  }

  @Test
  void whatHasNoEffectIsSaidAtTheStart() throws Exception {
    try (WeirProcess weir =
        WeirProcess.start("--server.port=0", "--gate.strategy=reject", "--gate.waiting-room=8")) {
      assertThat(weir.client().get("/endpoint").statusCode(), is(200));
      assertThat(
          weir.lines(),
          hasItem(
              containsString(
                  "WARNING dev.weir gate.waiting-room=8 (on the command line) has no effect because"
                      + " gate.strategy is reject")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          block        | block, 16 permits, room unlimited, max wait unlimited;
          none         | none, unlimited permits, room 0, max wait 0 ms;
          worker-pool  | worker-pool, 16 permits, room 64, max wait unlimited;
          token-bucket | token-bucket, unlimited permits, room 0, max wait 0 ms;
          leaky-bucket | leaky-bucket, unlimited permits, room 64, max wait 250 ms;
          """)
  void theStartLineSaysPermitsRoomAndWaitOfEveryStrategy(String strategy, String what)
      throws Exception {
    try (WeirProcess weir = WeirProcess.start("--server.port=0", "--gate.strategy=" + strategy)) {
      weir.client();
      assertThat(weir.lines(), hasItem(containsString("(" + what)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--gate.permits=0",
        "--gate.permitz=1",
        "--config=/no/such/file",
        "permits",
        "--backend.type=http",
        "--backend.jdbc.url=jdbc:none:x",
        "--backend.type=simulated --backend.http.url=http://127.0.0.1:9",
        "--server.host=not.a.host.invalid"
      })
  void badSettingsEndTheStartWithOneLineAndExitCode2(String flag) throws Exception {
    try (WeirProcess weir = WeirProcess.start(("--server.port=0 " + flag).split(" "))) {
      assertThat(weir.exitCode(), is(2));
      Eventually.until(weir::ended);
      assertThat(weir.lines().toString(), weir.lines(), hasSize(1));
      assertThat(weir.lines().getFirst(), startsWith("weir: "));
    }
  }

  @Test
  void aPortThatIsTakenIsSaidInOneLine() throws Exception {
    try (StubUpstream upstream = new StubUpstream();
        WeirProcess weir =
            WeirProcess.start(
                "--server.host=127.0.0.1",
                "--server.port=" + upstream.url().replaceAll(".*:", ""))) {
      assertThat(weir.exitCode(), is(2));
      Eventually.until(weir::ended);
      assertThat(weir.lines(), hasSize(1));
      assertThat(weir.lines().getFirst(), containsString("can't listen there"));
    }
  }

  @Test
  void tooFewFileDescriptorsAreSaidInOneLine() throws Exception {
    try (WeirProcess weir = WeirProcess.start("ulimit -n 64", List.of(), "--server.port=0")) {
      assertThat(weir.exitCode(), is(2));
      Eventually.until(weir::ended);
      assertThat(weir.lines().toString(), weir.lines(), hasSize(1));
      assertThat(
          weir.lines().getFirst(),
          containsString("no more than 64 file descriptors, and Weir needs 192: raise the limit"));
    }
  }

  @Test
  void helpAndVersionNeedNoServer() throws Exception {
    try (WeirProcess help = WeirProcess.start("--help");
        WeirProcess version = WeirProcess.start("--version")) {
      assertThat(help.exitCode(), is(0));
      Eventually.until(
          () -> help.lines().stream().anyMatch(line -> line.contains("gate.permits=16")));
      assertThat(version.exitCode(), is(0));
      Eventually.until(() -> version.lines().stream().anyMatch(line -> line.matches("Weir \\d.*")));
    }
  }

  @Test
  void aHangupReadsTheFileAgain(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("weir.yaml"), "server: {port: 0}");
    try (WeirProcess weir = WeirProcess.start("--config=" + file)) {
      Eventually.until(() -> weir.port() > 0);
      weir.signal("HUP");
      Eventually.until(
          () -> weir.lines().stream().anyMatch(line -> line.contains("read again, and are the")));
      Files.writeString(file, "server: {port: 0}\ngate: {permits: 3}");
      Eventually.until(
          () -> weir.lines().stream().anyMatch(line -> line.contains("gate.permits: 16 -> 3")));
      weir.terminate();
      assertThat(weir.exitCode(), is(0));
    }
  }

  @Test
  void checkSaysInOneLineWhetherSettingsAreValid() throws Exception {
    try (WeirProcess good = WeirProcess.start("check", "--gate.strategy=reject");
        WeirProcess bad = WeirProcess.start("check", "--gate.permits=0")) {
      assertThat(good.exitCode(), is(0));
      Eventually.until(good::ended);
      assertThat(
          good.lines(), contains("weir: the settings are valid: gate default (reject); 0 routes"));
      assertThat(bad.exitCode(), is(2));
      Eventually.until(bad::ended);
      assertThat(bad.lines(), contains(startsWith("weir: gate.permits=0 (on the command line): ")));
    }
  }

  @Test
  void aStopFinishesAdmittedAndWaitingRequestsAndRefusesNewOnes() throws Exception {
    Held held = Held.create();
    try (StubUpstream upstream = held.upstream();
        WeirProcess weir = before(upstream, "--gate.permits=1", "--gate.max-wait=1m");
        WeirClient client = weir.client()) {
      CompletableFuture<HttpResponse<String>> inside = client.getLater("/");
      Eventually.until(() -> held.inside().get() == 1);
      CompletableFuture<HttpResponse<String>> inLine = client.getLater("/");
      Eventually.until(() -> client.metric("queue_depth") == 1);
      weir.terminate();
      Eventually.until(() -> client.get("/health/ready").statusCode() == 503);
      assertThat(client.get("/health/live").statusCode(), is(200));
      HttpResponse<String> newcomer = client.get("/");
      assertThat(newcomer.statusCode(), is(503));
      assertThat(newcomer.headers().firstValue("connection").orElse(""), is("close"));
      assertThat(newcomer.headers().firstValue("retry-after").orElse(""), is("1"));
      assertThat(newcomer.body(), containsString("\"reason\":\"closing\""));
      held.mayRespond().countDown();
      assertThat(inside.join().body(), is("ok"));
      assertThat(inLine.join().body(), is("ok"));
      assertThat(weir.exitCode(), is(0));
    }
  }

  @Test
  void aStopUnderLoadLosesNoResponse() throws Exception {
    try (WeirProcess weir =
            WeirProcess.start(
                "--server.port=0",
                "--gate.permits=4",
                "--gate.max-wait=1m",
                "--server.access-log=true");
        WeirClient client = weir.client()) {
      LongAdder served = new LongAdder();
      List<Thread> crowd =
          Stream.generate(() -> Thread.ofVirtual().start(() -> askUntilItStops(client, served)))
              .limit(40)
              .toList();
      Eventually.until(() -> served.sum() > 100);
      weir.terminate();
      assertThat(weir.exitCode(), is(0));
      for (Thread one : crowd) {
        one.join();
      }
      Eventually.until(() -> weir.ended());
      assertThat("served", logged(weir, "served"), is(served.sum()));
      assertThat("failed", logged(weir, "failed"), is(0L));
    }
  }

  private static void askUntilItStops(WeirClient client, LongAdder served) {
    try {
      while (client.get("/endpoint").statusCode() != 503) {
        served.increment();
      }
    } catch (CompletionException e) {
      // Weir is gone; the counts show whether a response was lost with it.
    }
  }

  private static long logged(WeirProcess weir, String outcome) {
    return weir.lines().stream().filter(line -> line.contains("outcome=" + outcome)).count();
  }

  @Test
  void aStopWaitsNoLongerThanTheDrainTimeout() throws Exception {
    Held held = Held.create();
    try (StubUpstream upstream = held.upstream();
        WeirProcess weir =
            before(
                upstream,
                "--gate.permits=1",
                "--gate.max-wait=1m",
                "--server.drain-timeout=100ms");
        WeirClient client = weir.client()) {
      CompletableFuture<HttpResponse<String>> inside = client.getLater("/");
      Eventually.until(() -> held.inside().get() == 1);
      CompletableFuture<HttpResponse<String>> inLine = client.getLater("/");
      Eventually.until(() -> client.metric("queue_depth") == 1);
      weir.terminate();
      assertThat(inLine.join().statusCode(), is(503));
      assertThat(inLine.join().body(), containsString("\"reason\":\"closing\""));
      assertThat(weir.exitCode(), is(0));
      // A client that asks again by itself may find the listener still open.
      assertThat(
          "cut off",
          inside.handle((response, e) -> e != null || response.statusCode() == 503).join(),
          is(true));
    }
  }

  @Test
  void theAccessLogHasALineForEveryRequestAndEveryRefusal() throws Exception {
    Held held = Held.create();
    try (StubUpstream upstream = held.upstream();
        WeirProcess weir =
            before(
                upstream, "--gate.permits=1", "--gate.waiting-room=0", "--server.access-log=true");
        WeirClient client = weir.client()) {
      CompletableFuture<HttpResponse<String>> inside = client.getLater("/a?secret=1");
      Eventually.until(() -> held.inside().get() == 1);
      assertThat(client.get("/b").statusCode(), is(429));
      held.mayRespond().countDown();
      assertThat(inside.join().statusCode(), is(200));
      String from =
          " scheme=http protocol=HTTP/1.1 priority=normal caller=127.0.0.1"
              + " requestId=[0-9a-f]{32} traceId=[0-9a-f]{32}";
      String served =
          "time=\\S+Z method=GET path=/a status=200 outcome=served reason=-"
              + " gate=default route=default totalMs=\\d+\\.\\d waitedMs=0.0 backendMs=\\d+\\.\\d requestBytes=0 responseBytes=2 upstream="
              + upstream.url()
              + from;
      String shed =
          "time=\\S+Z method=GET path=/b status=429 outcome=shed reason=room_full"
              + " gate=default route=default totalMs=\\d+\\.\\d waitedMs=0.0 backendMs=-"
              + " requestBytes=0 responseBytes=2\\d\\d upstream=-"
              + from;
      Eventually.until(
          () -> weir.lines().stream().filter(line -> line.startsWith("time=")).count() == 2);
      assertThat(weir.lines(), hasItem(matchesPattern(served)));
      assertThat(weir.lines(), hasItem(matchesPattern(shed)));
    }
  }

  @Test
  void anUploadLargerThanTheHeapGoesThrough() throws Exception {
    long length = 100_000_000;
    CRC32 received = new CRC32();
    try (StubUpstream upstream = new StubUpstream();
        WeirProcess weir =
            WeirProcess.start(
                List.of("-Xmx64m"),
                "--server.port=0",
                "--backend.type=http",
                "--backend.http.url=" + upstream.url());
        WeirClient client = weir.client()) {
      upstream.does(
          connection -> {
            HttpText.readHead(connection);
            byte[] buffer = new byte[65_536];
            for (long left = length; left > 0; ) {
              int n = connection.getInputStream().read(buffer);
              received.update(buffer, 0, n);
              left -= n;
            }
            StubUpstream.write(connection, OK);
          });
      InputStream body = new Zeros(length);
      HttpResponse<String> response =
          client
              .send(
                  client
                      .request("/upload")
                      .POST(
                          BodyPublishers.fromPublisher(
                              BodyPublishers.ofInputStream(() -> body), length)))
              .join();
      assertThat(response.statusCode(), is(200));
      assertThat(received.getValue(), is(Zeros.checksum(length)));
    }
  }

  /** So many bytes of zero, which take no memory. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long length) {
      left = length;
    }

    static long checksum(long length) throws IOException {
      CRC32 checksum = new CRC32();
      byte[] buffer = new byte[65_536];
      InputStream zeros = new Zeros(length);
      for (int n = zeros.read(buffer, 0, buffer.length);
          n >= 0;
          n = zeros.read(buffer, 0, buffer.length)) {
        checksum.update(buffer, 0, n);
      }
      return checksum.getValue();
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int n = (int) Math.min(left, length);
      Arrays.fill(buffer, offset, offset + n, (byte) 0);
      left -= n;
      return n;
    }
  }
}
