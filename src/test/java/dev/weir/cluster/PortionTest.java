package dev.weir.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Fairness;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import dev.weir.gate.strategy.PermitStrategy;
import dev.weir.gate.strategy.WaitThenShed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortionTest {

  private static final GateLimits WHOLE = new GateLimits(16, 10, Duration.ofSeconds(1));
  private static final Partition CAPPED = new Partition("slow", 4, 8, 3);
  private static final Partition OPEN = new Partition("open", GateLimits.UNBOUNDED, 8, 5);

  private static PermitStrategy of(Map<String, Integer> shares) {
    Sharing sharing = new Sharing(Fairness.NONE, List.of(CAPPED, OPEN));
    return new Portion("gate", new WaitThenShed(WHOLE, false, sharing)).of(shares, 4);
  }

  @Test
  void theRoomIsInProportionToThePermits() {
    assertThat(of(Map.of("gate", 4)).limits(), is(new GateLimits(4, 3, WHOLE.maxWait())));
  }

  @Test
  void aReplicaWithoutPermitsHasAnEqualPartOfTheRoom() {
    assertThat(of(Map.of()).limits(), is(new GateLimits(0, 3, WHOLE.maxWait())));
  }

  @Test
  void aPartitionWithABoundHasAShareOfItsOwn() {
    PermitStrategy portion = of(Map.of("gate", 8, "gate/slow", 1));
    assertThat(portion.sharing().partitions().getFirst(), is(new Partition("slow", 1, 2, 0)));
  }

  @Test
  void aPartitionWithoutABoundHasThePartOfTheGate() {
    PermitStrategy portion = of(Map.of("gate", 8));
    assertThat(
        portion.sharing().partitions().getLast(),
        is(new Partition("open", GateLimits.UNBOUNDED, 4, 2)));
  }

  @Test
  void theWholeShareIsTheStrategyItself() {
    Sharing sharing = new Sharing(Fairness.NONE, List.of(CAPPED, OPEN));
    PermitStrategy whole = new WaitThenShed(WHOLE, false, sharing);
    assertThat(of(Map.of("gate", 16, "gate/slow", 4)), is(whole));
  }
}
