package dev.weir.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.time.Departures;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Duration LONGEST = Duration.ofMillis(200);
  private static final long LONGEST_NANOS = LONGEST.toNanos();

  private double random;
  private long nowNanos = TimeUnit.HOURS.toNanos(-1);
  private final Departures departures = new Departures();
  private final Pace pace = new Pace(LONGEST, () -> random, () -> nowNanos, departures);

  @AfterEach
  void stop() {
    departures.close();
  }

  private long heldMillis() {
    return TimeUnit.NANOSECONDS.toMillis(pace.holdNanos(nowNanos, LONGEST_NANOS));
  }

  private void afterRefusals(int count) {
    for (int i = 0; i < count; i++) {
      heldMillis();
    }
  }

  private void pass(Duration time) {
    nowNanos += time.toNanos();
  }

  /** A pace that has been calm for a while. */
  private void calm() {
    pass(Duration.ofMinutes(1));
  }

  @Test
  void aBurstIsRefusedAtOnce() {
    calm();
    afterRefusals(Pace.BURST);
    assertThat(heldMillis(), is(0L));
  }

  @Test
  void beyondTheBurstEachIsHeldForAStepMore() {
    calm();
    afterRefusals(Pace.BURST + 1);
    assertThat(heldMillis(), is(1L));
    assertThat(heldMillis(), is(2L));
  }

  @Test
  void noneIsHeldForLongerThanIsAllowed() {
    calm();
    afterRefusals(100_000);
    assertThat(heldMillis(), is(LONGEST.toMillis()));
  }

  @Test
  void thoseThatAreHeldForTheLongestAreLetGoOneByOne() {
    calm();
    afterRefusals(100_000);
    random = 0.5;
    assertThat(heldMillis(), is(166L));
  }

  @Test
  void whoeverWasHeldUpAlreadyIsHeldForTheRestOnly() {
    calm();
    afterRefusals(100_000);
    assertThat(pace.holdNanos(nowNanos, 5), is(5L));
    assertThat(pace.holdNanos(nowNanos, -5), is(0L));
  }

  @Test
  void aClockThatBeginsAnewHoldsNobodyForLonger() {
    nowNanos = Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(30);
    Pace old = new Pace(LONGEST, () -> random, () -> nowNanos, departures);
    for (int i = 0; i < Pace.BURST; i++) {
      old.holdNanos(nowNanos, LONGEST_NANOS);
    }
    pass(Duration.ofMillis(30));
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(old.holdNanos(nowNanos, LONGEST_NANOS));
    assertThat(leftMillis, is(Pace.BURST + 1 - 30L));
  }

  @Test
  void theStormIsForgottenStepByStep() {
    calm();
    afterRefusals(100_000);
    pass(Duration.ofMillis(150));
    assertThat(heldMillis(), is(51L));
    pass(Duration.ofMillis(60));
    assertThat(heldMillis(), is(0L));
  }

  @Test
  void withoutAPaceNothingIsHeld() {
    Pace none = new Pace(Duration.ZERO, () -> random, () -> nowNanos, departures);
    for (int i = 0; i < 100_000; i++) {
      none.holdNanos(nowNanos, 0);
    }
    assertThat(none.holdNanos(nowNanos, 0), is(0L));
  }
}
