package dev.weir.cluster;

import static dev.weir.cluster.Simulation.SECOND;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Replicas with the real state machine, and the model of the store, while both fail. */
@AddLifecycleHook(Tries.class)
class LeaseSimulationPropertiesTest {

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void theLimitHoldsWhateverFails(
      @ForAll long seed,
      @ForAll("exact") OnLoss onLoss,
      @ForAll @IntRange(min = 1, max = 24) int capacity,
      @ForAll @IntRange(min = 1, max = 5) int replicas) {
    Simulation simulation = new Simulation(new ModelStore(), onLoss, capacity, random(seed));
    for (int i = 0; i < replicas; i++) {
      simulation.start(replicas);
    }
    simulation.faultsUntil(12 * SECOND);
    simulation.heal();
    simulation.runFor(5 * SECOND);
    assertThat(simulation.shares(), everyItem(greaterThanOrEqualTo(capacity / replicas)));
    if (capacity >= replicas) {
      assertThat(simulation.shares().stream().mapToInt(each -> each).sum(), is(capacity));
    }
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void unevenLoadIsServedAsByOneWeir(@ForAll long seed) {
    Simulation simulation = new Simulation(new ModelStore(), OnLoss.SAFE, 16, random(seed));
    simulation.load(simulation.start(3), 4.5);
    simulation.load(simulation.start(3), 0.5);
    simulation.load(simulation.start(3), 0);
    simulation.runFor(5 * SECOND);
    double before = simulation.busyNanos();
    simulation.runFor(120 * SECOND);
    double used = (simulation.busyNanos() - before) / (120.0 * SECOND * 16);
    assertThat(used, is(greaterThanOrEqualTo(0.97)));
  }

  @Provide
  Arbitrary<OnLoss> exact() {
    return Arbitraries.of(OnLoss.SAFE, OnLoss.CLOSED);
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
