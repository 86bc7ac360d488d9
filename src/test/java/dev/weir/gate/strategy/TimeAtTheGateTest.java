package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static dev.weir.gate.strategy.GateHarness.shedReason;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every gate makes of time, to the nanosecond, on a clock that is moved by hand. */
class TimeAtTheGateTest {

  /** A step of the leaky bucket. */
  private static final long A_WHILE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final AtomicLong clock = new AtomicLong(TimeUnit.HOURS.toNanos(1));

  static Stream<String> withDeadlines() {
    return GateContractTest.withDeadlines();
  }

  static Stream<String> withLine() {
    return GateContractTest.withLine();
  }

  private GateHarness gate(String strategy) {
    GateLimits limits = new GateLimits(1, 1, FOREVER);
    Strategy steady =
        UsualStrategies.asNamed(
            strategy,
            switch (UsualStrategies.kind(strategy)) {
              case "wait-then-shed" -> new WaitThenShed(limits, false);
              case "leaky-bucket" -> new LeakyBucket(10, 1, FOREVER);
              case "priority" ->
                  new PriorityShedding(limits, false, Sharing.NONE, UsualStrategies.SHARES, 0.75);
              case "adaptive" -> new Adaptive(limits, false, Sharing.NONE, 1, 1_000);
              case "codel" -> new CoDel(limits, FOREVER, FOREVER);
              default -> UsualStrategies.named(strategy, limits);
            });
    return new GateHarness(steady, limits, clock::get);
  }

  @ParameterizedTest
  @MethodSource("withDeadlines")
  void aDeadlineOfThisVeryMomentHasPassed(String strategy) {
    GateHarness harness = gate(strategy);
    var admission = harness.enter(SOMEBODY.withDeadline(clock.get()));
    assertThat(shedReason(admission), is(ShedReason.DEADLINE));
    harness.assertAtRest();
  }

  @ParameterizedTest
  @MethodSource("withLine")
  void anAdmissionSaysHowLongItWaited(String strategy) {
    GateHarness harness = gate(strategy);
    harness.held.add(harness.enterAndGetPermit());
    Visitor visitor = harness.park();
    clock.addAndGet(A_WHILE_NANOS);
    harness.releaseOne();
    LockSupport.unpark(visitor.thread());
    harness.held.add(visitor.permit());
    assertThat(((Admitted) visitor.decided()).waitedNanos(), is(A_WHILE_NANOS));
    harness.assertAtRest();
  }
}
