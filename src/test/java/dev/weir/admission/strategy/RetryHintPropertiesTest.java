package dev.weir.admission.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.Tries;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Whatever has happened at a gate, and whenever it began on the clock. */
@AddLifecycleHook(Tries.class)
class RetryHintPropertiesTest {

  /** So much time passes, so many permits come back; then one comes, while others wait. */
  record Moment(long pauseNanos, int returned, int waiting, boolean shed) {}

  @Provide
  Arbitrary<List<Moment>> histories() {
    return Combinators.combine(
            Arbitraries.longs().between(0, Duration.ofHours(2).toNanos()),
            Arbitraries.integers().between(0, 50),
            Arbitraries.integers().between(0, 1_000_000),
            Arbitraries.of(true, false))
        .as(Moment::new)
        .list()
        .ofMaxSize(40);
  }

  private static long live(
      List<Moment> history, RetryHint hint, DrainRate drainRate, long startNanos) {
    long nowNanos = startNanos;
    for (Moment moment : history) {
      nowNanos += moment.pauseNanos();
      for (int i = 0; i < moment.returned(); i++) {
        drainRate.permitReturned();
      }
      if (moment.shed()) {
        assertWithinBounds(hint.shed(nowNanos, moment.waiting()));
      } else {
        hint.busy(nowNanos, moment.waiting()).ifPresent(RetryHintPropertiesTest::assertRate);
      }
    }
    return nowNanos;
  }

  private static void assertRate(double perSecond) {
    assertThat(perSecond, greaterThanOrEqualTo(0.0));
  }

  private static void assertWithinBounds(Duration hint) {
    assertThat(
        hint,
        is(
            both(greaterThanOrEqualTo(Duration.ofSeconds(1)))
                .and(lessThanOrEqualTo(Duration.ofSeconds(30)))));
  }

  @Property(tries = 300)
  void isWithinItsBoundsWhateverHappened(
      @ForAll("histories") List<Moment> history,
      @ForAll long startNanos,
      @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
    DrainRate rate = new DrainRate();
    RetryHint hint = new RetryHint(rate, () -> random, startNanos);
    live(history, hint, rate, startNanos);
  }

  @Property(tries = 300)
  void isNotShorterWhereMoreWait(
      @ForAll("histories") List<Moment> history,
      @ForAll long startNanos,
      @ForAll @IntRange(max = 1_000_000) int waiting) {
    DrainRate rate = new DrainRate();
    RetryHint hint = new RetryHint(rate, () -> 0.5, startNanos);
    long nowNanos = live(history, hint, rate, startNanos);
    hint.shed(nowNanos, 0);
    Duration oneWaits = hint.shed(nowNanos, 1);
    assertThat(hint.shed(nowNanos, 1 + waiting), greaterThanOrEqualTo(oneWaits));
  }
}
