package dev.weir.gate.strategy;

import static dev.weir.gate.GateLimits.UNBOUNDED;
import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.Fairness;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Permit;
import dev.weir.gate.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a gate foresees for each of its partitions, where their calls are not alike. */
class PartEstimateTest {

  private static final Partition SLOW = new Partition("slow", 1, UNBOUNDED, 0);
  private static final Arrival REPORT = SOMEBODY.in(SLOW);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final AtomicLong clock = new AtomicLong();

  private GateHarness gate(int waitingRoom, Duration maxWait) {
    GateLimits limits = new GateLimits(2, waitingRoom, maxWait);
    Sharing sharing = new Sharing(Fairness.NONE, List.of(SLOW));
    return new GateHarness(new WaitThenShed(limits, true, sharing), limits, clock::get);
  }

  /** Beside another, so that the gate is busy and takes the time. */
  private void call(GateHarness harness, Arrival arrival, Duration length) {
    Permit other = harness.enterAndGetPermit();
    Permit permit = admitted(harness, arrival);
    clock.addAndGet(length.toNanos());
    permit.close();
    other.close();
  }

  private static Permit admitted(GateHarness harness, Arrival arrival) {
    return ((Admitted) harness.enter(arrival)).permit();
  }

  private static Duration retryAfter(GateHarness harness, Arrival arrival) {
    return ((Shed) harness.enter(arrival)).retryAfter();
  }

  @Test
  void longCallsOfOnePartitionMakeNoOtherHopeless() {
    GateHarness harness = gate(8, Duration.ofSeconds(4));
    Permit report = admitted(harness, REPORT);
    admitted(harness, SOMEBODY).close();
    clock.addAndGet(LONG.toNanos());
    report.close();
    harness.fill();
    harness.park(6);
    assertThat(harness.gate.levels().waiting(), is(6));
    harness.gate.close();
  }

  @Test
  void aPartitionIsForeseenByItsOwnCalls() {
    GateHarness harness = gate(0, Duration.ZERO);
    call(harness, REPORT, LONG);
    call(harness, REPORT, LONG);
    harness.held.add(admitted(harness, REPORT));
    assertThat(retryAfter(harness, REPORT), greaterThan(LONG.dividedBy(4)));
  }

  @Test
  void theHintsOfShortCallsAreShortBesideLongOnes() {
    GateHarness harness = gate(0, Duration.ZERO);
    call(harness, REPORT, LONG);
    call(harness, SOMEBODY, SHORT);
    harness.fill();
    assertThat(retryAfter(harness, SOMEBODY), lessThan(LONG.dividedBy(4)));
  }
}
