package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/**
 * What every gate guarantees, of gates that had each other strategy before: in an order that is
 * another one in each test, so that each strategy comes after many others.
 */
class UpdatedGateContractTest extends GateContractTest {

  private static final GateLimits BEFORE = new GateLimits(8, 3, Duration.ofSeconds(1));

  private int first;

  @BeforeEach
  void chooseTheOrder(TestInfo test) {
    first = test.getTestMethod().orElseThrow().getName().hashCode();
  }

  /** An arrival is inside until the last update. */
  @Override
  GateHarness opened(String strategy, GateLimits limits, double perSecond) {
    List<String> others = new ArrayList<>(UsualStrategies.names());
    others.remove(strategy);
    Collections.rotate(others, first);
    GateHarness harness =
        new GateHarness(steady(others.removeFirst(), BEFORE, 1), limits, System::nanoTime);
    Permit inside = harness.enterAndGetPermit();
    UpdatableGate gate = (UpdatableGate) harness.gate;
    others.forEach(other -> gate.update(steady(other, BEFORE, 1)));
    gate.update(steady(strategy, limits, perSecond));
    inside.close();
    return harness;
  }
}
