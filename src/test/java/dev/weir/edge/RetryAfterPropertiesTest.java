package dev.weir.edge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;

import dev.weir.Tries;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** {@code Retry-After} beside {@code retryAfterMs}, for any hint. */
@AddLifecycleHook(Tries.class)
class RetryAfterPropertiesTest {

  @Property(tries = 1_000)
  void isTheFirstWholeSecondThatIsNotBeforeTheHint(
      @ForAll @LongRange(max = 40_000_000_000L) long hintNanos) {
    long seconds = ShedResponse.wholeSeconds(Duration.ofNanos(hintNanos));
    long nanos = Duration.ofSeconds(seconds).toNanos();
    assertThat(nanos, greaterThanOrEqualTo(hintNanos));
    assertThat(nanos - hintNanos, lessThan(Duration.ofSeconds(1).toNanos()));
  }
}
