package dev.weir.gate.estimate;

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
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Whatever has happened at a gate, and whenever it began on the clock. */
@AddLifecycleHook(Tries.class)
class RetryHintPropertiesTest {

  /** So much time passes; then one is shed, while others wait and permits come back so fast. */
  record Moment(long pauseNanos, int waiting, long stepNanos) {}

  @Provide
  Arbitrary<List<Moment>> histories() {
    return Combinators.combine(
            Arbitraries.longs().between(0, Duration.ofHours(2).toNanos()),
            Arbitraries.integers().between(0, 1_000_000),
            Arbitraries.longs().between(0, Duration.ofHours(1).toNanos()))
        .as(Moment::new)
        .list()
        .ofMaxSize(40);
  }

  private static long live(List<Moment> history, RetryHint hint, long startNanos) {
    long nowNanos = startNanos;
    for (Moment moment : history) {
      nowNanos += moment.pauseNanos();
      assertWithinBounds(hint.next(nowNanos, moment.waiting(), moment.stepNanos()));
    }
    return nowNanos;
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
    live(history, new RetryHint(() -> random, startNanos), startNanos);
  }

  @Property(tries = 300)
  void isNotShorterWhereMoreWait(
      @ForAll("histories") List<Moment> history,
      @ForAll long startNanos,
      @ForAll @LongRange(min = 1, max = 1_000_000_000) long stepNanos,
      @ForAll @IntRange(max = 1_000_000) int waiting) {
    RetryHint hint = new RetryHint(() -> 0, startNanos);
    long nowNanos = live(history, hint, startNanos);
    Duration oneWaits = hint.next(nowNanos, 1, stepNanos);
    assertThat(hint.next(nowNanos, 1 + waiting, stepNanos), greaterThanOrEqualTo(oneWaits));
  }
}
