package dev.weir.time;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.time.Timeouts.Timeout;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimeoutsTest {

  private static final Duration NANOSECOND = Duration.ofNanos(1);
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration AFTER_THE_NEXT_ROUND = Duration.ofMillis(300);
  private static final Duration LATER = Duration.ofHours(1);

  private final ManualTime time = new ManualTime();
  private final AtomicInteger expired = new AtomicInteger();
  private final Timeout timeout = time.timeouts().add(expired::incrementAndGet);

  private void advanceTo(Duration moment) {
    time.advance(moment.minus(NANOSECOND));
    assertThat("expired too early", expired.get(), is(0));
    time.advance(NANOSECOND);
  }

  @Test
  void aTimeoutExpiresWhenItIsDueAndNotBefore() {
    timeout.schedule(SOON);
    advanceTo(SOON);
    assertThat(expired.get(), is(1));
  }

  @Test
  void aTimeoutThatIsDueAfterTheNextRoundExpiresToo() {
    timeout.schedule(AFTER_THE_NEXT_ROUND);
    time.advance(Duration.ZERO);
    advanceTo(AFTER_THE_NEXT_ROUND);
    assertThat(expired.get(), is(1));
  }

  @Test
  void aTimeoutExpiresOnceForEachTimeThatItIsScheduled() {
    timeout.schedule(SOON);
    time.advance(LATER);
    time.advance(LATER);
    assertThat(expired.get(), is(1));
    timeout.schedule(SOON);
    time.advance(SOON);
    assertThat(expired.get(), is(2));
  }

  @Test
  void aTimeoutThatIsScheduledAnewExpiresAtTheNewMomentOnly() {
    timeout.schedule(SOON);
    time.look();
    timeout.schedule(LATER);
    advanceTo(LATER);
    timeout.schedule(LATER);
    timeout.schedule(SOON);
    time.advance(SOON);
    assertThat(expired.get(), is(2));
  }

  @Test
  void aCancelledTimeoutDoesNotExpire() {
    timeout.schedule(SOON);
    assertThat(timeout.cancel(), is(true));
    time.advance(LATER);
    assertThat(expired.get(), is(0));
  }

  @Test
  void cancelTellsThatTheTimeoutHasExpired() {
    timeout.schedule(SOON);
    time.advance(SOON);
    assertThat(timeout.cancel(), is(false));
  }

  @Test
  void aClosedTimeoutStaysOff() {
    timeout.schedule(SOON);
    timeout.close();
    timeout.schedule(SOON);
    time.advance(LATER);
    assertThat(expired.get(), is(0));
    assertThat(timeout.cancel(), is(false));
  }

  @Test
  void theNextLookIsWhenTheNextTimeoutIsDue() {
    assertThat(time.look(), is(Timeouts.OFF));
    long dueNanos = timeout.schedule(AFTER_THE_NEXT_ROUND);
    time.advance(Duration.ofMillis(200));
    assertThat(time.look(), is(dueNanos));
  }

  @Test
  void aTimeoutThatIsEarlierThanAllOthersWakesTheThread() throws InterruptedException {
    try (Timeouts real = new Timeouts(System::nanoTime)) {
      CountDownLatch over = new CountDownLatch(2);
      real.add(() -> {}).schedule(LATER);
      real.add(over::countDown).schedule(SOON);
      real.add(over::countDown).schedule(AFTER_THE_NEXT_ROUND);
      assertThat(over.await(5, TimeUnit.MINUTES), is(true));
    }
  }

  /** The owner schedules it again and again, beside the look that takes it out of the queue. */
  @Test
  void noTimeoutIsForgottenHoweverOftenItIsScheduled() throws InterruptedException {
    try (Timeouts real = new Timeouts(System::nanoTime)) {
      for (int i = 0; i < 300; i++) {
        CountDownLatch last = new CountDownLatch(1);
        try (Timeout scheduled = real.add(last::countDown)) {
          scheduled.schedule(LATER);
          scheduled.schedule(Duration.ofNanos(5_000L * i));
          scheduled.cancel();
          scheduled.schedule(Duration.ofNanos(3_000L * i));
          assertThat(last.await(5, TimeUnit.MINUTES), is(true));
        }
      }
    }
  }
}
