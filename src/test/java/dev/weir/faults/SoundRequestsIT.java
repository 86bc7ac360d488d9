package dev.weir.faults;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;

import dev.weir.Budget;
import dev.weir.RunningWeir;
import dev.weir.Seed;
import dev.weir.StubUpstream;
import dev.weir.faults.SoundRequests.Sent;
import dev.weir.faults.StrictReader.AmbiguousException;
import dev.weir.faults.StrictReader.Request;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What Weir makes of requests without a mistake, seen by an upstream that reads them in one way
 * only: each arrives once, with its method, its target and its body to the byte.
 */
@Timeout(3600)
class SoundRequestsIT {

  private static final int REQUESTS = Budget.rounds(2_000, 200_000);
  private static final int AT_ONCE = 8;
  private static final int LONGEST_SILENCE_MILLIS = 60_000;
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final Seed seed = Seed.ofThisRun();
  private final Map<String, Queue<Request>> arrived = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  @Test
  void eachArrivesOnceAndAsItWasSent() throws Exception {
    try (StubUpstream upstream = new StubUpstream();
        RunningWeir weir =
            RunningWeir.with(
                "--backend.http.url=" + upstream.url(),
                "--gate.permits=" + AT_ONCE,
                "--server.max-request-line=16KB",
                "--server.max-header-size=64KB");
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      upstream.does(this::serve);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        int first = i;
        all.add(clients.submit(() -> send(weir, first)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(seed + ": what went wrong", wrong, empty());
  }

  private void serve(Socket connection) throws IOException {
    StrictReader reader =
        new StrictReader(
            new BufferedInputStream(connection.getInputStream()), StrictReader.Extras.REFUSED);
    try {
      while (true) {
        Request request = reader.request();
        arrived.computeIfAbsent(request.line(), line -> new ConcurrentLinkedQueue<>()).add(request);
        StubUpstream.write(connection, OK);
      }
    } catch (AmbiguousException e) {
      wrong.add("was forwarded: " + e.getMessage());
    }
  }

  private Void send(RunningWeir weir, int first) throws IOException {
    for (int i = first; i < REQUESTS && wrong.isEmpty(); i += AT_ONCE) {
      RandomGenerator random = seed.numbers(i);
      Sent sent = new SoundRequests(random).of(i, "close");
      String told = told(weir, sent.bytes(), random);
      List<Request> came = List.copyOf(arrived.getOrDefault(sent.meaning().line(), NONE));
      arrived.remove(sent.meaning().line());
      if (!told.startsWith("HTTP/1.1 200 ") || !came.equals(List.of(sent.meaning()))) {
        wrong.add(sent.bytes() + "\n=> " + told + "\n=> " + came);
      }
    }
    return null;
  }

  private static final Queue<Request> NONE = new ConcurrentLinkedQueue<>();

  /** Sends it in some pieces, and returns the last response. */
  private static String told(RunningWeir weir, String bytes, RandomGenerator random)
      throws IOException {
    int cut = random.nextInt(bytes.length());
    try (Socket socket = weir.client().raw(bytes.substring(0, cut))) {
      socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
      StubUpstream.write(socket, bytes.substring(cut));
      String told = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      String interim = "HTTP/1.1 100 Continue\r\n\r\n";
      return told.startsWith(interim) ? told.substring(interim.length()) : told;
    }
  }
}
