package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyProfileTest {

  private static final double EXACT = 1e-9;

  private static LatencyProfile of(int quick, int slow) {
    return LatencyProfile.of(
        LongStream.concat(
                LongStream.generate(() -> 20).limit(quick),
                LongStream.generate(() -> 500).limit(slow))
            .toArray());
  }

  private static LatencyProfile evenly(long fromNanos, long step) {
    return LatencyProfile.of(LongStream.range(0, 21).map(i -> fromNanos + i * step).toArray());
  }

  @Test
  void callsThatAllTakeTwiceAsLongAreSlowerByTwo() {
    double slowdown = evenly(2_000, 200).slowdownFrom(evenly(1_000, 100));
    assertThat(slowdown, closeTo(Math.log(2), EXACT));
  }

  @Test
  void anotherMixOfTwoLengthsIsNotSlower() {
    assertThat(of(6, 14).slowdownFrom(of(10, 10)), closeTo(0, EXACT));
    assertThat(of(14, 6).slowdownFrom(of(10, 10)), closeTo(0, EXACT));
  }

  @Test
  void aSlowTailIsLeftOut() {
    assertThat(of(17, 3).slowdownFrom(of(20, 0)), closeTo(0, EXACT));
  }

  @Test
  void halfOfTheWayIsHalfOfTheSlowdown() {
    LatencyProfile from = evenly(1_000, 100);
    LatencyProfile half = from.towards(evenly(2_000, 200), 0.5);
    assertThat(half.slowdownFrom(from), closeTo(Math.log(2) / 2, EXACT));
  }

  @Test
  void medianAndNinthDecileAreThoseOfTheCalls() {
    assertThat((double) evenly(1_000, 100).medianNanos(), closeTo(2_000, 1));
    assertThat((double) evenly(1_000, 100).slowNanos(), closeTo(2_800, 1));
  }

  @Test
  void aDecileBetweenTwoCallsIsAsFarFromBothInRatios() {
    long slowNanos = LatencyProfile.of(100, 100, 100, 100, 3_200).slowNanos();
    assertThat((double) slowNanos, closeTo(100 * Math.pow(32, 0.6), 1));
  }

  @Test
  void aCallThatTookNoTimeTookAtLeastSome() {
    assertThat(
        LatencyProfile.of(0, 0, 0, 0, 0).slowdownFrom(LatencyProfile.of(1, 1, 1, 1, 1)),
        closeTo(0, EXACT));
  }
}
