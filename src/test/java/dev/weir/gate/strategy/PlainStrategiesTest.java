package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.GateLimits;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tells the strategies apart that need no clock: one permit, a room for one, no time. */
class PlainStrategiesTest {

  private GateHarness harness = gate("none");

  private static GateHarness gate(String strategy) {
    return new GateHarness(strategy, 1, 1, Duration.ZERO);
  }

  @AfterEach
  void theLawHolds() {
    harness.assertAtRest();
  }

  @Test
  void noneAdmitsEverythingEvenWhatComesTooLate() {
    for (int i = 0; i < 100; i++) {
      var admission = harness.enter(SOMEBODY.withDeadline(System.nanoTime() - 1));
      assertThat(admission, instanceOf(Admitted.class));
      harness.held.add(((Admitted) admission).permit());
    }
    harness.assertInside(100);
  }

  @Test
  void blockLetsAnyNumberWaitForAnyTime() {
    harness = gate("block").fill();
    List<Visitor> line = harness.park(100);
    for (Visitor next : line) {
      harness.releaseOne();
      harness.held.add(next.permit());
    }
  }

  @Test
  void rejectLetsNoArrivalWait() {
    harness = gate("reject").fill();
    assertThat(harness.enterAndBeShed(), is(ShedReason.NO_PERMIT));
    harness.releaseOne();
    harness.held.add(harness.enterAndGetPermit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker-pool", "demand"})
  void aBoundedQueueKeepsWhatIsInItAndShedsTheNext(String strategy) {
    harness = gate(strategy).fill();
    Visitor queued = harness.park();
    assertThat(harness.enterAndBeShed(), is(ShedReason.ROOM_FULL));
    harness.releaseOne();
    harness.held.add(queued.permit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "token-bucket", "leaky-bucket"})
  void strategiesThatDoNotCountCallsHaveUnboundedPermits(String strategy) {
    assertThat(gate(strategy).gate.levels().limits().permits(), is(GateLimits.UNBOUNDED));
  }
}
