package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the strategies say of themselves, before and after they are opened. */
class StrategiesTest {

  private static final GateLimits LIMITS = new GateLimits(4, 8, FOREVER);

  private static Adaptive adaptive(int fewest, int most) {
    return new Adaptive(LIMITS, false, Sharing.NONE, fewest, most);
  }

  private static PriorityShedding priority(Map<Priority, Double> shares) {
    return new PriorityShedding(LIMITS, false, Sharing.NONE, shares, 0);
  }

  @Test
  void eachHasTheNameThatSettingsCallItBy() {
    List<String> names =
        Stream.of(new Demand(1, 1), new WaitThenShed(LIMITS, true), new Reject(1), codel())
            .map(Strategy::name)
            .toList();
    assertThat(names, contains("demand", "wait-then-shed", "reject", "codel"));
  }

  private static CoDel codel() {
    return new CoDel(LIMITS, FOREVER, FOREVER);
  }

  @Test
  void theBoundsOfAdaptiveAreWithinTheBounds() {
    assertThat(adaptive(4, 4).beginsWithinBounds(), is(true));
    assertThat(adaptive(5, 9).beginsWithinBounds(), is(false));
    assertThat(adaptive(1, 3).beginsWithinBounds(), is(false));
  }

  @Test
  void aClassStarvesIfAllPermitsAreKeptForOthers() {
    PriorityShedding all = priority(Map.of(Priority.CRITICAL, 0.5, Priority.HIGH, 0.5));
    assertThat(all.starves(Priority.LOW), is(true));
    assertThat(all.starves(Priority.HIGH), is(false));
    assertThat(priority(Map.of(Priority.CRITICAL, 0.5)).starves(Priority.LOW), is(false));
  }

  @Test
  void theShareOfAClassIsOneOfTheRoomToo() {
    PriorityShedding half = priority(Map.of(Priority.CRITICAL, 0.5));
    assertThat(half.guaranteedPlaces(Priority.CRITICAL), is(4));
    assertThat(half.guaranteedPlaces(Priority.LOW), is(0));
  }

  @Test
  void onlyAFairGateTellsItsCallersApart() {
    assertThat(callers(new Demand(4, 8)), is(CallerLevels.NONE));
    assertThat(callers(new WaitThenShed(LIMITS, false)), is(CallerLevels.NONE));
    Strategy fair = new WaitThenShed(LIMITS, false, Sharing.BY_CALLER);
    assertThat(callers(fair), is(new CallerLevels(0, 0.75)));
  }

  /** Three permits are held by one caller and one by another. */
  private static CallerLevels callers(Strategy strategy) {
    GateHarness harness = new GateHarness(strategy, LIMITS, System::nanoTime);
    Stream.of("often", "often", "often", "once")
        .forEach(caller -> harness.held.add(harness.visit(Arrival.from(caller)).permit()));
    CallerLevels levels = harness.gate.callers();
    harness.assertAtRest();
    return levels;
  }
}
