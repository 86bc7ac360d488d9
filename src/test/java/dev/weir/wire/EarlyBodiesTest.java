package dev.weir.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class EarlyBodiesTest {

  private final EarlyBodies bodies = new EarlyBodies(Long.MAX_VALUE, 100_000);

  @Test
  void thereIsRoomForSmallBodiesAndOnlyForThem() {
    assertThat(bodies.take(EarlyBodies.LARGEST_BYTES), is(true));
    assertThat(bodies.take(EarlyBodies.LARGEST_BYTES + 1), is(false));
    assertThat(new EarlyBodies(10, 100).take(11), is(false));
  }

  @Test
  void allTogetherNeverHaveMoreThanThereIs() {
    assertThat(bodies.take(60_000), is(true));
    assertThat(bodies.take(60_000), is(false));
    assertThat(bodies.take(40_000), is(true));
    bodies.giveBack(60_000);
    assertThat(bodies.take(60_000), is(true));
  }
}
