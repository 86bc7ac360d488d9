package dev.weir.time;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeoutsTest {

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration A_WHILE = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofHours(1);

  private final Timeouts timeouts = new Timeouts();
  private final CountDownLatch rang = new CountDownLatch(1);

  @AfterEach
  void stop() {
    timeouts.close();
  }

  @Test
  void timeoutRingsOnceItsTimeHasCome() throws InterruptedException {
    timeouts.add(rang::countDown).schedule(SOON);

    assertThat(rang.await(5, TimeUnit.MINUTES), is(true));
  }

  @Test
  void timeoutSetEarlierThanAllOthersWakesTheSleepingThread() throws InterruptedException {
    timeouts.add(() -> {}).schedule(LATER);
    timeouts.add(rang::countDown).schedule(SOON);

    assertThat(rang.await(5, TimeUnit.MINUTES), is(true));
  }

  @Test
  void cancelledTimeoutDoesNotRing() throws InterruptedException {
    AtomicInteger rings = new AtomicInteger();
    Timeout cleared = timeouts.add(rings::incrementAndGet);
    // Long enough for a thread that is held up between these two lines, and short enough to wait.
    cleared.schedule(A_WHILE);
    assertThat(cleared.cancel(), is(true));
    // Whatever was due before this one has rung when it rings.
    timeouts.add(rang::countDown).schedule(A_WHILE);
    assertThat(rang.await(5, TimeUnit.MINUTES), is(true));
    assertThat(rings.get(), is(0));
  }

  @Test
  void cancelTellsThatTheTimeoutHasExpired() throws InterruptedException {
    Timeout timeout = timeouts.add(rang::countDown);
    timeout.schedule(SOON);
    assertThat(rang.await(5, TimeUnit.MINUTES), is(true));

    assertThat(timeout.cancel(), is(false));
  }

  @Test
  void timeoutRingsAgainWhenItIsSetAgain() throws InterruptedException {
    CountDownLatch twice = new CountDownLatch(2);
    Timeout timeout = timeouts.add(twice::countDown);
    timeout.schedule(SOON);
    while (timeout.dueNanos() != Timeout.OFF) {
      Thread.onSpinWait();
    }
    timeout.schedule(SOON);

    assertThat(twice.await(5, TimeUnit.MINUTES), is(true));
  }

  /** Owners who set theirs again and again race with the look that takes them off its list. */
  @Test
  void noneIsForgottenHoweverOftenItIsSet() throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      CountDownLatch last = new CountDownLatch(1);
      try (Timeout timeout = timeouts.add(last::countDown)) {
        timeout.schedule(LATER);
        timeout.schedule(Duration.ofNanos(5_000L * i));
        timeout.cancel();
        timeout.schedule(Duration.ofNanos(3_000L * i));
        assertThat(last.await(5, TimeUnit.MINUTES), is(true));
      }
    }
  }

  @Test
  void timeoutDueAfterTheNextRoundRingsToo() throws InterruptedException {
    timeouts.add(rang::countDown).schedule(Duration.ofMillis(300));

    assertThat(rang.await(5, TimeUnit.MINUTES), is(true));
  }
}
