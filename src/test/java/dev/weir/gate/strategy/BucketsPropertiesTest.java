package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.GateLimits;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** The two buckets, ten a second, beside the sums that define them. */
@AddLifecycleHook(Tries.class)
class BucketsPropertiesTest {

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static GateHarness tokenBucket(int burst, AtomicLong clock) {
    return new GateHarness(new TokenBucket(10, burst), new GateLimits(1, 0, FOREVER), clock::get);
  }

  private static GateHarness leakyBucket(GateLimits limits, AtomicLong clock) {
    LeakyBucket ten = new LeakyBucket(10, limits.waitingRoom(), limits.maxWait());
    return new GateHarness(ten, limits, clock::get);
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
    GateHarness harness = tokenBucket(burst, clock);
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
    GateHarness harness = leakyBucket(new GateLimits(1, 0, FOREVER), clock);
    long freeNanos = startNanos;
    for (int millis : pausesMillis) {
      long nowNanos = clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
      boolean free = nowNanos >= freeNanos;
      assertThat(isAdmitted(harness), is(free));
      freeNanos = free ? nowNanos + STEP_NANOS : freeNanos;
    }
    harness.assertAtRest();
  }

  enum What {
    COME,
    GIVE_UP,
    PASS
  }

  /** What happens next, to which of those in line, or for how long. */
  record Step(What what, int which, int millis) {}

  @Provide
  Arbitrary<List<Step>> programs() {
    return Combinators.combine(
            Arbitraries.of(What.class),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 250))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 200)
  void oneAStepLeavesALeakyBucketHoweverManyGiveUp(
      @ForAll("programs") List<Step> program, @ForAll int startNanos) {
    new Leaky(startNanos).run(program);
  }

  /** A leaky bucket and the model of it. */
  private static final class Leaky {
    private static final GateLimits LIMITS = new GateLimits(1, 4, Duration.ofMillis(350));

    private final AtomicLong clock;
    private final GateHarness harness;
    private final Deque<Visitor> line = new ArrayDeque<>();
    private long nextNanos;

    Leaky(long startNanos) {
      this.clock = new AtomicLong(startNanos);
      this.harness = leakyBucket(LIMITS, clock);
      this.nextNanos = startNanos;
    }

    void run(List<Step> program) {
      for (Step step : program) {
        switch (step.what()) {
          case COME -> come();
          case GIVE_UP -> giveUp(step.which());
          case PASS -> pass(step.millis());
        }
        assertThat(harness.gate.levels().waiting(), is(line.size()));
      }
      harness.gate.close();
      line.forEach(visitor -> assertThat(visitor.shedFor(), is(ShedReason.CLOSING)));
      harness.assertAtRest();
    }

    private void come() {
      long earlyNanos = nextNanos + line.size() * STEP_NANOS - clock.get();
      if (earlyNanos <= 0) {
        harness.held.add(harness.enterAndGetPermit());
        nextNanos = clock.get() + STEP_NANOS;
      } else if (line.size() == LIMITS.waitingRoom()) {
        assertThat(harness.enterAndBeShed(), is(ShedReason.ROOM_FULL));
      } else if (earlyNanos > LIMITS.maxWait().toNanos()) {
        assertThat(harness.enterAndBeShed(), is(ShedReason.RATE_EXCEEDED));
      } else {
        line.add(harness.park());
      }
    }

    private void giveUp(int which) {
      line.stream().skip(which).findFirst().ifPresent(this::giveUp);
    }

    private void giveUp(Visitor visitor) {
      line.remove(visitor);
      visitor.thread().interrupt();
      assertThat(visitor.shedFor(), is(ShedReason.INTERRUPTED));
    }

    private void pass(int millis) {
      clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
      line.forEach(visitor -> LockSupport.unpark(visitor.thread()));
      while (!line.isEmpty() && nextNanos <= clock.get()) {
        harness.held.add(line.remove().permit());
        nextNanos += STEP_NANOS;
      }
    }
  }
}
