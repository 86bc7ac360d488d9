package dev.weir.edge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission.Shed;
import dev.weir.gate.ShedReason;
import dev.weir.time.CoalescingSleeper;
import dev.weir.time.ManualTime;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalDelayTest {

  private static final long NOW_NANOS = TimeUnit.HOURS.toNanos(-1);

  private final CoalescingSleeper sleeper = new CoalescingSleeper(new ManualTime().timeouts());

  @AfterEach
  void stop() {
    sleeper.close();
  }

  private RefusalDelay pace(long longestMillis) {
    return new RefusalDelay(Duration.ofMillis(longestMillis), () -> NOW_NANOS, sleeper);
  }

  private static Shed shed(long waitedMillis, long retryAfterMillis) {
    return new Shed(
        ShedReason.ROOM_FULL,
        TimeUnit.MILLISECONDS.toNanos(waitedMillis),
        Duration.ofMillis(retryAfterMillis));
  }

  private long heldMillis(long longestMillis, Shed shed) {
    long nanos = pace(longestMillis).holdNanos(shed, OptionalLong.empty(), NOW_NANOS);
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  @ParameterizedTest
  @CsvSource({"1000, 0", "1001, 1", "1370, 370", "2999, 999", "30000, 0"})
  void aRefusalIsHeldUntilItsTurnIsWholeSecondsAway(long retryAfterMillis, long held) {
    assertThat(heldMillis(1_000, shed(0, retryAfterMillis)), is(held));
  }

  @ParameterizedTest
  @CsvSource({"1200, 200", "1499, 499", "1500, 0", "1700, 200"})
  void withLessThanASecondTheTurnsShareIt(long retryAfterMillis, long held) {
    assertThat(heldMillis(500, shed(0, retryAfterMillis)), is(held));
  }

  @Test
  void oneThatHasWaitedIsHeldForTheRestOnly() {
    assertThat(heldMillis(1_000, shed(250, 1_700)), is(700L));
    assertThat(heldMillis(1_000, shed(250, 1_800)), is(50L));
    assertThat(heldMillis(1_000, shed(2_000, 1_800)), is(0L));
  }

  @Test
  void noneIsHeldBeyondItsOwnDeadline() {
    long deadlineNanos = NOW_NANOS + TimeUnit.MILLISECONDS.toNanos(30);
    RefusalDelay pace = pace(1_000);
    long nanos = pace.holdNanos(shed(0, 1_040), OptionalLong.of(deadlineNanos), NOW_NANOS);
    assertThat(nanos, is(TimeUnit.MILLISECONDS.toNanos(10)));
    long late = pace.holdNanos(shed(0, 1_040), OptionalLong.of(NOW_NANOS - 1), NOW_NANOS);
    assertThat(late, is(0L));
  }

  @Test
  void withoutAPaceNothingIsHeld() {
    assertThat(heldMillis(0, shed(0, 1_700)), is(0L));
  }

  @Test
  void theTimeOfTheDelayIsSubtractedFromTheHint() {
    sleeper.close();
    Shed shed = shed(0, 2_700);
    assertThat(pace(1_000).await(shed, OptionalLong.empty()), is(Duration.ofSeconds(2)));
    assertThat(pace(0).await(shed, OptionalLong.empty()), is(shed.retryAfter()));
  }
}
