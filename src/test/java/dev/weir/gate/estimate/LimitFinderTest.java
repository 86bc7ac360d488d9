package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.gate.CallResult;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A limit in front of a backend that is computed: it does 40 calls at once in 100 ms. */
class LimitFinderTest {

  private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Call(long startNanos, long endNanos, int insideAtStart) {}

  private final Random random = new Random(1);
  private final PriorityQueue<Call> inside =
      new PriorityQueue<>(Comparator.comparingLong(Call::endNanos));
  private int permits;
  private long nowNanos;
  private int capacity = 40;
  private double slowShare;

  private LimitFinder finder(int beginning) {
    permits = beginning;
    LimitSearch search = new LimitSearch(2, 1_000, beginning);
    return new LimitFinder(search, beginning, () -> nowNanos, limit -> permits = limit);
  }

  /**
   * Whenever a call ends, as many begin as are asked for and permitted, but no more than come in
   * that time; the more there are, the longer each takes.
   *
   * @return how many calls ended well in a second
   */
  private double run(LimitFinder finder, double seconds, double load, double failing) {
    long startNanos = nowNanos;
    long endNanos = nowNanos + (long) (seconds * SECOND_NANOS);
    long nextNanos = nowNanos;
    int well = 0;
    while (nowNanos < endNanos) {
      if (inside.isEmpty() || nextNanos < inside.element().endNanos()) {
        nowNanos = nextNanos;
        nextNanos += (long) (LATENCY_NANOS / (load * capacity) * -Math.log(random.nextDouble()));
        if (inside.size() < permits) {
          begin();
        }
      } else {
        Call call = inside.remove();
        nowNanos = call.endNanos();
        boolean failed = random.nextDouble() < failing;
        well += failed ? 0 : 1;
        finder.callEnded(
            call.startNanos(),
            nowNanos - call.startNanos(),
            call.insideAtStart(),
            failed ? CallResult.ERROR : CallResult.SUCCESS);
      }
    }
    return well * (double) SECOND_NANOS / (nowNanos - startNanos);
  }

  private void begin() {
    int n = inside.size() + 1;
    double slowdown = 1 + 0.05 * Math.max(0, n - capacity) * n / capacity;
    double tail = random.nextDouble() < slowShare ? 20 : 1;
    double tookNanos = LATENCY_NANOS * slowdown * tail * (1 + 0.01 * random.nextGaussian());
    inside.add(new Call(nowNanos, nowNanos + (long) tookNanos, n));
  }

  private static Matcher<Integer> within20PercentOf(int right) {
    return both(greaterThanOrEqualTo((int) (right * 0.8)))
        .and(lessThanOrEqualTo((int) (right * 1.2)));
  }

  @ParameterizedTest
  @CsvSource({"4", "40", "400"})
  void findsTheCapacityFromFarBelowAndFarAbove(int beginning) {
    LimitFinder finder = finder(beginning);
    run(finder, 2, 0.8, 0);
    run(finder, 6, 1.5, 0);
    assertThat(run(finder, 60, 3, 0), greaterThanOrEqualTo(0.9 * 400));
  }

  @Test
  void keepsTheBackendBusyWhateverIsOffered() {
    LimitFinder finder = finder(40);
    run(finder, 10, 1, 0);
    for (double load : new double[] {3, 10}) {
      assertThat(run(finder, 60, load, 0), greaterThanOrEqualTo(0.93 * 400));
    }
  }

  @Test
  void isNotMisledByASlowTail() {
    LimitFinder finder = finder(40);
    slowShare = 0.03;
    run(finder, 5, 3, 0);
    double mostPerSecond = 400 / (1 + 0.03 * 19);
    assertThat(run(finder, 60, 3, 0), greaterThanOrEqualTo(0.9 * mostPerSecond));
  }

  @Test
  void followsACapacityThatHalvesAndComesBack() {
    LimitFinder finder = finder(40);
    run(finder, 10, 3, 0);
    capacity = 20;
    run(finder, 10, 3, 0);
    assertThat(permits, within20PercentOf(20));
    capacity = 40;
    run(finder, 10, 3, 0);
    assertThat(permits, within20PercentOf(40));
  }

  @Test
  void doesNotCreepUpUnderAnOverloadThatLasts() {
    LimitFinder finder = finder(40);
    for (int minute = 0; minute < 30; minute++) {
      assertThat(run(finder, 60, 3, 0), greaterThanOrEqualTo(0.9 * 400));
      assertThat(permits, lessThanOrEqualTo(48));
    }
  }

  @Test
  void opensALimitThatIsFarAboveWhatWasInUseAsItIsUsed() {
    capacity = 1_000;
    LimitFinder finder = finder(100);
    run(finder, 10, 0.01, 0);
    assertThat(permits, lessThanOrEqualTo(40));
    run(finder, 5, 0.09, 0);
    assertThat(permits, greaterThanOrEqualTo(100));
  }

  private void overloads(LimitFinder finder, int calls, double startSecond, double second) {
    nowNanos = (long) (second * SECOND_NANOS);
    long startNanos = (long) (startSecond * SECOND_NANOS);
    for (int i = 0; i < calls; i++) {
      finder.callEnded(startNanos, nowNanos - startNanos, permits, CallResult.OVERLOAD);
    }
  }

  @Test
  void callsThatBeganBeforeTheLimitFellDoNotLetItFallAgain() {
    LimitFinder finder = finder(20);
    overloads(finder, 20, 0.5, 1);
    assertThat(permits, is(16));
    overloads(finder, 60, 0.9, 2);
    assertThat(permits, is(16));
    overloads(finder, 60, 2.5, 3);
    assertThat(permits, is(12));
  }

  @Test
  void aFewBadResponsesDoNotBringTheLimitDown() {
    capacity = 1_000;
    LimitFinder finder = finder(40);
    run(finder, 5, 3, 0.01);
    assertThat(permits, greaterThanOrEqualTo(40));
  }

  @Test
  void staysWithinItsBounds() {
    capacity = 10_000;
    LimitFinder finder = finder(900);
    run(finder, 60, 2, 0);
    assertThat(permits, lessThanOrEqualTo(1_000));
    run(finder, 60, 2, 1);
    assertThat(permits, greaterThanOrEqualTo(2));
  }
}
