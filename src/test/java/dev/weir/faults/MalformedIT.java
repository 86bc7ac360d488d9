package dev.weir.faults;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.weir.Budget;
import dev.weir.Seed;
import dev.weir.StubUpstream;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import dev.weir.faults.StrictReader.AmbiguousException;
import dev.weir.faults.StrictReader.Request;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand requests with mistakes in them, others in every run. */
@Timeout(1200)
class MalformedIT {

  /** For all permits to be out at once. */
  private static final int LONG_ENOUGH_MILLIS = 20;

  private static final int REQUESTS = Budget.rounds(10_000, 200_000);
  private static final int AT_ONCE = 1_000;
  private static final int LONGEST_SILENCE_MILLIS = 30_000;
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final Seed seed = Seed.ofThisRun();
  private final Set<Request> sent = ConcurrentHashMap.newKeySet();
  private final Set<Request> forwarded = ConcurrentHashMap.newKeySet();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  @Test
  void eachIsRefusedOrServedAndNoneBecomesAnother() throws Exception {
    try (StubUpstream upstream = new StubUpstream();
        WeirProcess weir = weir(upstream);
        WeirClient client = weir.client()) {
      upstream.does(this::serve);
      AtRest rest = AtRest.before(weir, client);
      sendAll(client);
      assertThat(seed + ": what was told or forwarded", wrong, empty());
      assertThat("served", forwarded.size(), greaterThan(REQUESTS / 10));
      forwarded.removeAll(sent);
      assertThat(seed + ": forwarded, and never sent", forwarded, empty());
      assertThat(client.get("/good").statusCode(), is(200));
      // The h2 prefaces are no requests, and the others have up to three in one piece.
      rest.assertAgain(Responses.NONE, 3L * REQUESTS);
    }
  }

  private static WeirProcess weir(StubUpstream upstream) throws IOException {
    return WeirProcess.start(
        "--server.host=127.0.0.1",
        "--server.port=0",
        "--server.header-timeout=300ms",
        "--server.idle-timeout=300ms",
        "--server.stall-timeout=300ms",
        "--gate.permits=16",
        "--gate.waiting-room=1000",
        "--gate.max-wait=30s",
        "--backend.type=http",
        "--backend.http.url=" + upstream.url());
  }

  private void serve(Socket connection) throws IOException {
    StrictReader reader =
        new StrictReader(
            new BufferedInputStream(connection.getInputStream()), StrictReader.Extras.REFUSED);
    while (true) {
      Request request = next(reader);
      if (request.line().endsWith(" /endpoint")) {
        Service.work(LONG_ENOUGH_MILLIS);
      } else if (!request.line().endsWith(" /good")) {
        forwarded.add(request);
      }
      StubUpstream.write(connection, OK);
    }
  }

  private Request next(StrictReader reader) throws IOException {
    try {
      return reader.request();
    } catch (AmbiguousException e) {
      wrong.add("was forwarded: " + e.getMessage());
      throw e;
    }
  }

  private void sendAll(WeirClient client) throws Exception {
    Semaphore places = new Semaphore(AT_ONCE);
    List<Future<Boolean>> all = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < REQUESTS; i++) {
        String bytes = new Mutations(seed.numbers(i)).of(i);
        remember(bytes);
        places.acquire();
        all.add(clients.submit(ask(client, bytes, places)));
      }
    }
    for (Future<Boolean> one : all) {
      one.get();
    }
  }

  /** Notes all requests that are in these bytes without a doubt. */
  private void remember(String bytes) {
    StrictReader reader =
        new StrictReader(
            new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)),
            StrictReader.Extras.SKIPPED);
    try {
      while (true) {
        reader.skipEmptyLines();
        sent.add(reader.request());
      }
    } catch (IOException e) {
      // From here on, nothing of it is a request.
    }
  }

  private Callable<Boolean> ask(WeirClient client, String bytes, Semaphore places) {
    return () -> {
      try (Socket socket = client.raw(bytes)) {
        socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
        judge(bytes, socket.getInputStream().readAllBytes());
      } catch (SocketTimeoutException e) {
        wrong.add("no end of: " + bytes);
      } catch (IOException e) {
        // Weir has closed the connection before all was sent, which is a response too.
      } finally {
        places.release();
      }
      return true;
    };
  }

  private void judge(String bytes, byte[] response) {
    String told = new String(response, StandardCharsets.ISO_8859_1);
    if (told.contains("HTTP/1.1 500 ") || told.contains("Exception")) {
      wrong.add(bytes + " was told " + told);
    }
  }
}
