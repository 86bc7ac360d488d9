package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.FreePort;
import dev.weir.HttpText;
import dev.weir.Upstream;
import dev.weir.lab.load.Agenda;
import dev.weir.lab.load.Ask;
import dev.weir.lab.load.ClosedLoop;
import dev.weir.lab.load.Connections;
import dev.weir.lab.load.Ending;
import dev.weir.lab.load.Generator;
import dev.weir.lab.load.OpenLoop;
import dev.weir.lab.load.Outcome;
import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Stop;
import dev.weir.lab.load.StoppedException;
import dev.weir.lab.load.Target;
import dev.weir.lab.load.Together;
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

  private Upstream upstream;

  @BeforeEach
  void open() throws IOException {
    upstream = new Upstream();
  }

  @AfterEach
  void close() throws IOException {
    upstream.close();
  }

  /** So many requests, a millisecond from each other. */
  private static Agenda requests(int count) {
    return OpenLoop.even(new Rate.Span(0, TimeUnit.MILLISECONDS.toNanos(count), 1000));
  }

  private static List<Ending> run(String url, Duration patience, Agenda demand) throws Exception {
    List<Ending> endings = new ArrayList<>();
    try (Connections connections = new Connections(Target.of(URI.create(url)))) {
      new Generator(connections, List.of(patience), demand, (ask, ending) -> endings.add(ending))
          .run(new Stop());
    }
    return endings;
  }

  private static List<Outcome> outcomes(List<Ending> endings) {
    return endings.stream().map(Ending::outcome).toList();
  }

  @Test
  void everyRequestGetsItsAnswer() throws Exception {
    upstream.answers(OK);
    List<Ending> endings = run(upstream.url(), LONG, requests(50));
    assertThat(endings, hasSize(50));
    assertThat(outcomes(endings), everyItem(is(Outcome.SERVED)));
  }

  @Test
  void aRefusalIsToldWithItsHint() throws Exception {
    upstream.answers(REFUSAL);
    Ending ending = run(upstream.url(), LONG, requests(1)).getFirst();
    assertThat(ending.outcome(), is(Outcome.REFUSED));
    assertThat(ending.retryAfterSeconds().orElse(0), is(3));
  }

  @Test
  void nobodyWaitsForTheAnswerOfAnother() throws Exception {
    CountDownLatch allAreThere = new CountDownLatch(20);
    upstream.does(
        connection -> {
          HttpText.read(connection);
          allAreThere.countDown();
          await(allAreThere);
          Upstream.write(connection, OK);
        });
    assertThat(outcomes(run(upstream.url(), LONG, requests(20))), everyItem(is(Outcome.SERVED)));
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
    assertThat(outcomes(run(upstream.url(), SHORT, requests(1))), is(List.of(Outcome.LATE)));
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
              Upstream.write(connection, OK);
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
        Target.of(URI.create(upstream.url()), List.of("Kind: patient", "Kind: impatient"));
    Map<Integer, Outcome> outcomes = new TreeMap<>();
    try (Connections connections = new Connections(target)) {
      new Generator(
              connections,
              List.of(LONG, SHORT),
              new Together(List.of(requests(1), requests(1))),
              (ask, ending) -> outcomes.put(ask.stream(), ending.outcome()))
          .run(new Stop());
    }
    assertThat(outcomes, is(Map.of(0, Outcome.SERVED, 1, Outcome.LATE)));
  }

  @Test
  void anAnswerThatTricklesInDoesNotProlongItsPatience() throws Exception {
    upstream.does(
        connection -> {
          HttpText.read(connection);
          Upstream.write(connection, HttpText.head("HTTP/1.1 200 OK", "Content-Length: 999999"));
          while (true) {
            Upstream.write(connection, "x");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
          }
        });
    assertThat(outcomes(run(upstream.url(), SHORT, requests(1))), is(List.of(Outcome.LATE)));
  }

  @Test
  void aConnectionThatEndsIsAFailure() throws Exception {
    upstream.does(HttpText::read);
    assertThat(outcomes(run(upstream.url(), LONG, requests(3))), everyItem(is(Outcome.FAILED)));
  }

  @Test
  void whereNobodyListensAllFails() throws Exception {
    String nobody = "http://127.0.0.1:" + FreePort.find();
    assertThat(outcomes(run(nobody, LONG, requests(3))), everyItem(is(Outcome.FAILED)));
  }

  /** Two requests, and something that holds the generator up before it can send the second. */
  private static Agenda heldUp(long nanos) {
    Agenda demand = requests(2);
    return new Agenda() {
      @Override
      public long next() {
        return demand.next();
      }

      @Override
      public Ask take() {
        Ask ask = demand.take();
        if (ask.moment() > 0) {
          LockSupport.parkNanos(nanos);
        }
        return ask;
      }

      @Override
      public void ended(Ask ask, Ending ending, long moment) {
        demand.ended(ask, ending, moment);
      }
    };
  }

  @Test
  void timeCountsFromTheMomentAtWhichARequestWasMeantToBeSent() throws Exception {
    upstream.answers(OK);
    long late = TimeUnit.MILLISECONDS.toNanos(200);
    List<Long> took =
        run(upstream.url(), LONG, heldUp(late)).stream().map(Ending::tookNanos).sorted().toList();
    assertThat(took.getLast(), is(greaterThanOrEqualTo(late / 2)));
  }

  @Test
  void aStopEndsItAtOnce() throws Exception {
    Stop stop = new Stop();
    stop.ask();
    try (Connections connections = new Connections(Target.of(URI.create(upstream.url())))) {
      Generator generator =
          new Generator(connections, List.of(LONG), requests(50), (ask, ending) -> {});
      assertThrows(StoppedException.class, () -> generator.run(stop));
    }
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    upstream.answers(OK);
    long until = TimeUnit.MILLISECONDS.toNanos(100);
    assertThat(
        outcomes(run(upstream.url(), LONG, new ClosedLoop(3, false, 0, until))),
        everyItem(is(Outcome.SERVED)));
    assertThat(upstream.connections(), is(3));
  }
}
