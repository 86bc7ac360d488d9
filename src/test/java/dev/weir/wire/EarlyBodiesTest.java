package dev.weir.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class EarlyBodiesTest {

  private final EarlyBodies bodies = new EarlyBodies(() -> Long.MAX_VALUE, 100_000);
  private final EarlyBodies.Reservation one = bodies.reservation();
  private final EarlyBodies.Reservation other = bodies.reservation();

  @Test
  void thereIsRoomForSmallBodiesAndOnlyForThem() {
    assertThat(one.take(EarlyBodies.LARGEST_BYTES), is(true));
    assertThat(one.take(EarlyBodies.LARGEST_BYTES + 1), is(false));
    assertThat(new EarlyBodies(() -> 10, 100).reservation().take(11), is(false));
  }

  @Test
  void allTogetherNeverHaveMoreThanThereIs() {
    assertThat(one.take(60_000), is(true));
    assertThat(other.take(60_000), is(false));
    assertThat(other.take(40_000), is(true));
    one.release();
    assertThat(one.take(60_000), is(true));
  }

  @Test
  void aBodyTakesTheRoomOfTheOneBefore() {
    assertThat(one.take(60_000), is(true));
    assertThat(one.take(50_000), is(true));
    assertThat(other.take(50_000), is(true));
    one.release();
    one.release();
    assertThat(one.take(60_000), is(false));
  }
}
