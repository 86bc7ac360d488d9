package dev.weir.admission.strategy;

import static dev.weir.admission.strategy.GateHarness.FOREVER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import dev.weir.admission.Admission.Admitted;
import dev.weir.admission.GateLimits;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** The two buckets, ten a second, beside the sums that define them. */
@AddLifecycleHook(Tries.class)
class BucketsPropertiesTest {

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static GateHarness gate(String strategy, int burst, AtomicLong clock) {
    Tuning tuning =
        new Tuning(
            true,
            new Tuning.TokenBucket(10, burst),
            new Tuning.LeakyBucket(10),
            Tuning.DEFAULT.shares(),
            Tuning.DEFAULT.adaptive(),
            Tuning.DEFAULT.codel());
    return new GateHarness(strategy, tuning, new GateLimits(1, 0, FOREVER), clock::get);
  }

  private static boolean isAdmitted(GateHarness harness) {
    return harness.enter() instanceof Admitted admitted && harness.held.add(admitted.permit());
  }

  @Property(tries = 200)
  void aTokenIsThereWhenEnoughTimeHasPassedAndNoMoreThanTheBurstAreSaved(
      @ForAll @IntRange(min = 1, max = 5) int burst,
      @ForAll @Size(max = 50) List<@IntRange(max = 250) Integer> pausesMillis,
      @ForAll int startNanos) {
    AtomicLong clock = new AtomicLong(startNanos);
    GateHarness harness = gate("token-bucket", burst, clock);
    long savedNanos = burst * STEP_NANOS;
    for (int millis : pausesMillis) {
      long pauseNanos = TimeUnit.MILLISECONDS.toNanos(millis);
      clock.addAndGet(pauseNanos);
      savedNanos = Math.min(burst * STEP_NANOS, savedNanos + pauseNanos);
      boolean there = savedNanos >= STEP_NANOS;
      assertThat(isAdmitted(harness), is(there));
      savedNanos -= there ? STEP_NANOS : 0;
    }
    harness.assertAtRest();
  }

  @Property(tries = 200)
  void noTwoLeaveALeakyBucketWithinAStep(
      @ForAll @Size(max = 50) List<@IntRange(max = 250) Integer> pausesMillis,
      @ForAll int startNanos) {
    AtomicLong clock = new AtomicLong(startNanos);
    GateHarness harness = gate("leaky-bucket", 1, clock);
    long freeNanos = startNanos;
    for (int millis : pausesMillis) {
      long nowNanos = clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
      boolean free = nowNanos >= freeNanos;
      assertThat(isAdmitted(harness), is(free));
      freeNanos = free ? nowNanos + STEP_NANOS : freeNanos;
    }
    harness.assertAtRest();
  }
}
