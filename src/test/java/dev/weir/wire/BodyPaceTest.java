package dev.weir.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyPaceTest {

  private static final Duration STALL = Duration.ofSeconds(30);

  private final BodyPace pace = new BodyPace(STALL, 100);

  private void came(int bytes, long seconds) {
    pace.came(bytes, Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void theFirstBytesHaveTheGraceAndNoMore() {
    assertThat(pace.left(), is(BodyPace.GRACE));
    came(0, 4);
    assertThat(pace.left(), is(Duration.ofSeconds(1)));
    came(0, 1);
    assertThat(pace.left(), is(Duration.ofMillis(1)));
  }

  @Test
  void whatHasComeEarnsTimeButNoneToStandStillForLonger() {
    came(200, 5);
    assertThat(pace.left(), is(Duration.ofSeconds(2)));
    came(1_000_000, 0);
    assertThat(pace.left(), is(STALL));
  }

  @Test
  void theNextBodyBeginsAnew() {
    came(0, 100);
    pace.begin();
    assertThat(pace.left(), is(BodyPace.GRACE));
  }

  @Test
  void withoutALeastRateABodyMayOnlyNotStandStill() {
    BodyPace any = new BodyPace(STALL, 0);
    any.came(1, Duration.ofHours(1).toNanos());
    assertThat(any.left(), is(STALL));
  }
}
