package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.lab.page.Figure;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class RecoveryMeterTest {

  private static final long DISTANCE = millis(25);

  private final RecoveryMeter recovery = new RecoveryMeter(millis(1100), millis(5100));

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static Map<Figure, Double> recoveredAfter(double seconds) {
    return Map.of(Figure.RECOVERY_SECONDS, seconds);
  }

  private static Map<Figure, Double> notRecoveredWithin(double seconds) {
    return Map.of(Figure.NOT_RECOVERED_WITHIN_SECONDS, seconds);
  }

  private void serve(LongPredicate served) {
    for (long moment = 0; moment < millis(5100); moment += DISTANCE) {
      recovery.add(moment, served.test(moment));
    }
  }

  @Test
  void aStrategyThatNeverFailedHasRecoveredAtOnce() {
    serve(moment -> true);
    assertThat(recovery.figures(), is(recoveredAfter(0)));
  }

  @Test
  void whatWasBeforeDoesNotMatter() {
    serve(moment -> moment >= millis(1100));
    assertThat(recovery.figures(), is(recoveredAfter(0)));
  }

  @Test
  void aSecondCountsFromItsBeginning() {
    serve(moment -> moment >= millis(2600));
    assertThat(recovery.figures(), is(recoveredAfter(1.5)));
  }

  @Test
  void oneLostOfTenIsWellEnoughAndMoreIsNot() {
    serve(moment -> moment >= millis(2450));
    assertThat(recovery.figures(), is(recoveredAfter(1.25)));
    recovery.add(millis(2460), false);
    assertThat(recovery.figures(), is(recoveredAfter(1.5)));
  }

  @Test
  void servingWellForLessThanASecondIsNoRecovery() {
    serve(moment -> moment >= millis(4225));
    assertThat(recovery.figures(), is(notRecoveredWithin(4)));
  }

  @Test
  void withoutRequestsThereIsNoRecovery() {
    assertThat(recovery.figures(), is(notRecoveredWithin(4)));
  }
}
