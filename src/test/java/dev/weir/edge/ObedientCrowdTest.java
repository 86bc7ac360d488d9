package dev.weir.edge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.edge.Crowd.Client;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Crowds of whom each keeps to the whole seconds of {@code Retry-After}. */
class ObedientCrowdTest {

  private static final GateLimits LIMITS = new GateLimits(4, 16, Duration.ofMillis(250));
  private static final Duration CALL = Duration.ofMillis(20);
  private static final Duration START = Duration.ofSeconds(2);

  private final List<Long> missedNanos = new ArrayList<>();
  private final GateObserver observer =
      new GateObserver() {
        @Override
        public void retryAfterMissed(long nanos) {
          missedNanos.add(nanos);
        }
      };
  private Crowd crowd = new Crowd(LIMITS, CALL, observer);

  @AfterEach
  void stop() {
    crowd.close();
  }

  /** So few that none is refused, and so many that the gate learns what a call takes. */
  private void warmUp() {
    crowd.obedient(8, START.minusMillis(1_500));
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  private double doneAfterSeconds(List<Client> clients) {
    long first = clients.stream().mapToLong(each -> each.cameNanos.getFirst()).min().orElseThrow();
    long last =
        clients.stream().mapToLong(each -> each.servedNanos.orElseThrow()).max().orElseThrow();
    return seconds(last - first);
  }

  private static int mostTries(List<Client> clients) {
    return clients.stream().mapToInt(each -> each.cameNanos.size()).max().orElseThrow();
  }

  /** Returns how many came back at most within a tenth of a second. */
  private static long largestHerd(List<Client> clients) {
    List<Long> back =
        clients.stream().flatMap(each -> each.cameNanos.stream().skip(1)).sorted().toList();
    return back.stream()
        .mapToLong(
            from -> back.stream().filter(at -> at >= from && at - from < 100_000_000).count())
        .max()
        .orElse(0);
  }

  @ParameterizedTest
  @CsvSource({
    "150, 20, true",
    "150, 20, false",
    "400, 20, true",
    "400, 20, false",
    "60, 200, true",
    "60, 200, false",
    "150, 200, true",
    "1500, 2, true",
    "1500, 2, false"
  })
  void aCrowdIsServedOneByOne(int size, int callMillis, boolean rateIsKnown) {
    crowd.close();
    crowd = new Crowd(LIMITS, Duration.ofMillis(callMillis), observer);
    if (rateIsKnown) {
      warmUp();
    }
    List<Client> clients = crowd.obedient(size, START);
    crowd.run();
    double workSeconds = size * callMillis / 1_000.0 / LIMITS.permits();
    assertThat(doneAfterSeconds(clients), lessThanOrEqualTo(2 * workSeconds + 1));
    assertThat(mostTries(clients), lessThanOrEqualTo(3));
    assertThat(largestHerd(clients), lessThanOrEqualTo(size / 5L));
  }

  @Test
  void aSecondCrowdComesAfterTheFirst() {
    warmUp();
    List<Client> both = new ArrayList<>(crowd.obedient(150, START));
    both.addAll(crowd.obedient(150, START.plusMillis(500)));
    crowd.run();
    assertThat(doneAfterSeconds(both), lessThanOrEqualTo(2 * 1.5 + 1));
    assertThat(mostTries(both), lessThanOrEqualTo(3));
    assertThat(largestHerd(both), lessThanOrEqualTo(60L));
  }

  @Test
  void aCrowdBesideSteadyLoadIsServedInTheCapacityLeft() {
    warmUp();
    List<Client> clients = crowd.obedient(150, START);
    for (int i = 0; i < 1_000; i++) {
      crowd.once("steady", START.plusMillis(10L * i));
    }
    crowd.run();
    double workBesideTheLoadSeconds = 150 / 100.0;
    assertThat(doneAfterSeconds(clients), lessThanOrEqualTo(2 * workBesideTheLoadSeconds + 1));
    assertThat(mostTries(clients), lessThanOrEqualTo(3));
    assertThat(largestHerd(clients), lessThanOrEqualTo(30L));
  }

  @Test
  void aHerdShowsAsAnErrorAndTurnsDoNot() {
    warmUp();
    crowd.obedient(150, START);
    crowd.run();
    assertThat(
        missedNanos.stream().mapToLong(Math::abs).max().orElseThrow(), lessThan(CALL.toNanos()));

    missedNanos.clear();
    crowd.close();
    crowd = new Crowd(LIMITS, CALL, Duration.ZERO, observer);
    warmUp();
    crowd.obedient(150, START);
    crowd.run();
    long toldTooEarly = missedNanos.stream().filter(nanos -> nanos > 1_000_000_000).count();
    assertThat(toldTooEarly, greaterThan(missedNanos.size() / 3L));
  }

  @Test
  void anObedientCallerIsServedInTurnBesideAnImpatientOne() {
    crowd.close();
    Duration call = Duration.ofMillis(200);
    crowd = new Crowd(LIMITS, call, observer);
    for (int i = 0; i < 4_000; i++) {
      crowd.once("hammer", Duration.ofMillis(10L * i));
    }
    List<Client> obedient =
        IntStream.range(0, 30)
            .mapToObj(i -> crowd.obedient("obedient", START.plusMillis(1_003L * i)))
            .toList();
    crowd.run();
    List<Client> refused = obedient.stream().filter(each -> each.cameNanos.size() > 1).toList();
    assertThat(refused.size(), greaterThan(10));
    assertThat(mostTries(refused), is(2));
    for (Client each : refused) {
      long nanos = each.servedNanos.orElseThrow() - each.cameNanos.getLast();
      assertThat(nanos, lessThanOrEqualTo(2 * call.toNanos()));
    }
  }
}
