package dev.weir.gate.queue;

import static dev.weir.gate.GateLimits.UNBOUNDED_WAIT;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Four permits that become one. */
class LimitsInForceTest {

  private static final GateLimits FOUR = new GateLimits(4, 0, UNBOUNDED_WAIT);

  private final AtomicLong occupancy = new AtomicLong(Occupancy.of(4) + 2 * Occupancy.ONE_INSIDE);
  private final LimitsInForce limits = new LimitsInForce(FOUR, occupancy);

  private int shrinkAs(int moreEnter) {
    return limits.change(
        FOUR.withPermits(1),
        () -> {
          occupancy.addAndGet(moreEnter * Occupancy.ONE_INSIDE);
          occupancy.updateAndGet(now -> Occupancy.withPermits(now, 1));
          return Occupancy.inside(occupancy.get());
        });
  }

  private GateLevels look() {
    return limits.look(new FifoDiscipline());
  }

  @Test
  void whatEntersAsTheLimitBecomesLowerIsWithinBounds() {
    assertThat(shrinkAs(2), is(4));
    assertThat(look(), is(new GateLevels(FOUR.withPermits(1), 4, 0, 0, 3)));
  }

  @Test
  void whatCameBackDoesNotGoOutAgain() {
    assertThat(shrinkAs(0), is(2));
    occupancy.addAndGet(-Occupancy.ONE_INSIDE);
    assertThat(look().surplus(), is(0));
    occupancy.addAndGet(2 * Occupancy.ONE_INSIDE);
    assertThat(look(), is(new GateLevels(FOUR.withPermits(1), 3, 0, 0, 0)));
  }

  @Test
  void noPictureIsTakenWithoutTheLockWhileTheLimitsChange() {
    int changes = limits.changes();
    assertThat(limits.areSame(changes), is(true));
    boolean taken =
        limits.change(FOUR, () -> limits.areSame(limits.changes()) || limits.glance() != null);
    assertThat(taken, is(false));
    assertThat(limits.areSame(changes), is(false));
    assertThat(limits.glance(), is(new GateLevels(FOUR, 2, 0)));
  }
}
