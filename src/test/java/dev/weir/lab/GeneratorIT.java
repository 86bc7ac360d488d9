package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.FreePort;
import dev.weir.HttpText;
import dev.weir.StubUpstream;
import dev.weir.lab.load.ClosedLoop;
import dev.weir.lab.load.CombinedWorkload;
import dev.weir.lab.load.Connections;
import dev.weir.lab.load.Generator;
import dev.weir.lab.load.OpenLoop;
import dev.weir.lab.load.PlannedRequest;
import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Result;
import dev.weir.lab.load.ResultKind;
import dev.weir.lab.load.Stop;
import dev.weir.lab.load.StoppedException;
import dev.weir.lab.load.Target;
import dev.weir.lab.load.Target.Shape;
import dev.weir.lab.load.Workload;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeneratorIT {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final String OK = HttpText.head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
  private static final String REFUSAL =
      HttpText.head("HTTP/1.1 429 No", "Retry-After: 3", "Content-Length: 0");

  private StubUpstream upstream;

  @BeforeEach
  void open() throws IOException {
    upstream = new StubUpstream();
  }

  @AfterEach
  void close() throws IOException {
    upstream.close();
  }

  /** So many requests, a millisecond from each other. */
  private static Workload requests(int count) {
    return OpenLoop.even(new Rate.Span(0, TimeUnit.MILLISECONDS.toNanos(count), 1000));
  }

  private static List<Result> run(String url, Duration patience, Workload workload)
      throws Exception {
    List<Result> results = new ArrayList<>();
    try (Connections connections = new Connections(Target.of(URI.create(url)))) {
      new Generator(
              connections, List.of(patience), workload, (request, result) -> results.add(result))
          .run(new Stop());
    }
    return results;
  }

  private static List<ResultKind> outcomes(List<Result> results) {
    return results.stream().map(Result::outcome).toList();
  }

  @Test
  void everyRequestGetsItsResponse() throws Exception {
    upstream.responds(OK);
    List<Result> results = run(upstream.url(), LONG, requests(50));
    assertThat(results, hasSize(50));
    assertThat(outcomes(results), everyItem(is(ResultKind.SERVED)));
  }

  @Test
  void aRefusalHasItsRetryAfter() throws Exception {
    upstream.responds(REFUSAL);
    Result result = run(upstream.url(), LONG, requests(1)).getFirst();
    assertThat(result.outcome(), is(ResultKind.REFUSED));
    assertThat(result.retryAfterSeconds().orElse(0), is(3));
  }

  @Test
  void noRequestWaitsForTheResponseToAnother() throws Exception {
    CountDownLatch allAreThere = new CountDownLatch(20);
    upstream.does(
        connection -> {
          HttpText.read(connection);
          allAreThere.countDown();
          await(allAreThere);
          StubUpstream.write(connection, OK);
        });
    assertThat(outcomes(run(upstream.url(), LONG, requests(20))), everyItem(is(ResultKind.SERVED)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void itHangsUpWhenItsPatienceIsOver() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    upstream.does(
        connection -> {
          HttpText.read(connection);
          try {
            assertThat(connection.getInputStream().read(), is(-1));
          } finally {
            hungUp.countDown();
          }
        });
    assertThat(outcomes(run(upstream.url(), SHORT, requests(1))), is(List.of(ResultKind.LATE)));
    assertThat(hungUp.await(5, TimeUnit.MINUTES), is(true));
  }

  @Test
  void eachStreamHasAPatienceOfItsOwn() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    upstream.does(
        connection -> {
          boolean patient = false;
          try {
            patient = HttpText.read(connection).head().contains("Kind: patient");
            if (patient) {
              await(hungUp);
              StubUpstream.write(connection, OK);
            } else {
              assertThat(connection.getInputStream().read(), is(-1));
            }
          } finally {
            if (!patient) {
              hungUp.countDown();
            }
          }
        });
    Target target =
        Target.of(
            URI.create(upstream.url()),
            List.of(
                new Shape("/", List.of("Kind: patient")),
                new Shape("/", List.of("Kind: impatient"))));
    Map<Integer, ResultKind> outcomes = new TreeMap<>();
    try (Connections connections = new Connections(target)) {
      new Generator(
              connections,
              List.of(LONG, SHORT),
              new CombinedWorkload(List.of(requests(1), requests(1))),
              (request, result) -> outcomes.put(request.stream(), result.outcome()))
          .run(new Stop());
    }
    assertThat(outcomes, is(Map.of(0, ResultKind.SERVED, 1, ResultKind.LATE)));
  }

  @Test
  void aResponseThatTricklesInDoesNotProlongItsPatience() throws Exception {
    upstream.does(
        connection -> {
          HttpText.read(connection);
          StubUpstream.write(
              connection, HttpText.head("HTTP/1.1 200 OK", "Content-Length: 999999"));
          while (true) {
            StubUpstream.write(connection, "x");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
          }
        });
    assertThat(outcomes(run(upstream.url(), SHORT, requests(1))), is(List.of(ResultKind.LATE)));
  }

  @Test
  void aConnectionThatEndsIsAFailure() throws Exception {
    upstream.does(HttpText::read);
    assertThat(outcomes(run(upstream.url(), LONG, requests(3))), everyItem(is(ResultKind.FAILED)));
  }

  @Test
  void withoutAListenerAllFails() throws Exception {
    String nowhere = "http://127.0.0.1:" + FreePort.find();
    assertThat(outcomes(run(nowhere, LONG, requests(3))), everyItem(is(ResultKind.FAILED)));
  }

  /** Two requests, and something that holds the generator up before it can send the second. */
  private static Workload heldUp(long nanos) {
    Workload workload = requests(2);
    return new Workload() {
      @Override
      public long next() {
        return workload.next();
      }

      @Override
      public PlannedRequest take() {
        PlannedRequest request = workload.take();
        if (request.moment() > 0) {
          LockSupport.parkNanos(nanos);
        }
        return request;
      }

      @Override
      public void ended(PlannedRequest request, Result result, long moment) {
        workload.ended(request, result, moment);
      }
    };
  }

  @Test
  void timeCountsFromTheMomentAtWhichARequestWasDue() throws Exception {
    upstream.responds(OK);
    long late = TimeUnit.MILLISECONDS.toNanos(200);
    List<Long> took =
        run(upstream.url(), LONG, heldUp(late)).stream().map(Result::tookNanos).sorted().toList();
    assertThat(took.getLast(), is(greaterThanOrEqualTo(late / 2)));
  }

  @Test
  void aStopEndsItAtOnce() throws Exception {
    Stop stop = new Stop();
    stop.request();
    try (Connections connections = new Connections(Target.of(URI.create(upstream.url())))) {
      Generator generator =
          new Generator(connections, List.of(LONG), requests(50), (request, result) -> {});
      assertThrows(StoppedException.class, () -> generator.run(stop));
    }
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    upstream.responds(OK);
    long until = TimeUnit.MILLISECONDS.toNanos(100);
    assertThat(
        outcomes(run(upstream.url(), LONG, new ClosedLoop(3, false, 0, until))),
        everyItem(is(ResultKind.SERVED)));
    assertThat(upstream.connections(), is(3));
  }
}
