package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Budget;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Sharing;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every gate in one {@link Storm} after the other: no permit is lost, and no thread left behind.
 */
@Timeout(1_800)
class StormStressTest {

  private static final int STORMS = Budget.rounds(10, 1_000);
  private static final int OPERATIONS = 2_000;
  private static final GateLimits LIMITS = new GateLimits(2, 2, FOREVER);

  static List<String> strategies() {
    return UsualStrategies.names();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void losesNoPermitAndLeavesNoThreadBehind(String strategy) throws InterruptedException {
    int lost = 0;
    for (int storm = 0; storm < STORMS; storm++) {
      Gate gate = gate(strategy);
      assertThat("pictures that can't be", new Storm(gate, OPERATIONS).run(), is(0));
      assertThat("left behind", gate.levels().waiting(), is(0));
      for (PartitionLevels each : gate.partitions()) {
        assertThat(each, is(new PartitionLevels(each.partition(), 0, 0)));
      }
      lost += gate.levels().inside();
    }
    System.out.printf("%s: %d operations, %d permits lost%n", strategy, STORMS * OPERATIONS, lost);
    assertThat("lost permits", lost, is(0));
  }

  private static Gate gate(String strategy) {
    return quick(strategy).open(GateObserver.NONE, System::nanoTime);
  }

  private static Strategy quick(String strategy) {
    return UsualStrategies.asNamed(
        strategy,
        switch (UsualStrategies.kind(strategy)) {
          case "token-bucket" -> new TokenBucket(100_000, 16);
          case "leaky-bucket" -> new LeakyBucket(50_000, LIMITS.waitingRoom(), LIMITS.maxWait());
          // Of two permits, one is kept for the highest class.
          case "priority" ->
              new PriorityShedding(LIMITS, true, Sharing.NONE, UsualStrategies.SHARES, 0);
          default -> UsualStrategies.named(strategy, LIMITS);
        },
        Storm.PARTITIONS);
  }
}
