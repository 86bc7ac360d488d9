package dev.weir.time;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmsTest {

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration A_WHILE = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofHours(1);

  private final Alarms alarms = new Alarms();
  private final CountDownLatch rang = new CountDownLatch(1);

  @AfterEach
  void stop() {
    alarms.close();
  }

  @Test
  void alarmRingsOnceItsTimeHasCome() throws InterruptedException {
    alarms.add(rang::countDown).set(SOON);

    assertThat(rang.await(5, TimeUnit.MINUTES), is(true));
  }

  @Test
  void alarmSetEarlierThanAllOthersWakesTheSleepingThread() throws InterruptedException {
    alarms.add(() -> {}).set(LATER);
    alarms.add(rang::countDown).set(SOON);

    assertThat(rang.await(5, TimeUnit.MINUTES), is(true));
  }

  @Test
  void clearedAlarmDoesNotRing() throws InterruptedException {
    AtomicInteger rings = new AtomicInteger();
    Alarm cleared = alarms.add(rings::incrementAndGet);
    // Long enough for a thread that is held up between these two lines, and short enough to wait.
    cleared.set(A_WHILE);
    assertThat(cleared.clear(), is(true));
    // Whatever was due before this one has rung when it rings.
    alarms.add(rang::countDown).set(A_WHILE);
    assertThat(rang.await(5, TimeUnit.MINUTES), is(true));
    assertThat(rings.get(), is(0));
  }

  @Test
  void clearTellsThatTheAlarmHasRung() throws InterruptedException {
    Alarm alarm = alarms.add(rang::countDown);
    alarm.set(SOON);
    assertThat(rang.await(5, TimeUnit.MINUTES), is(true));

    assertThat(alarm.clear(), is(false));
  }

  @Test
  void alarmRingsAgainWhenItIsSetAgain() throws InterruptedException {
    CountDownLatch twice = new CountDownLatch(2);
    Alarm alarm = alarms.add(twice::countDown);
    alarm.set(SOON);
    while (alarm.dueNanos() != Alarm.OFF) {
      Thread.onSpinWait();
    }
    alarm.set(SOON);

    assertThat(twice.await(5, TimeUnit.MINUTES), is(true));
  }

  /** Owners who set theirs again and again race with the look that takes them off its list. */
  @Test
  void noneIsForgottenHoweverOftenItIsSet() throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      CountDownLatch last = new CountDownLatch(1);
      try (Alarm alarm = alarms.add(last::countDown)) {
        alarm.set(LATER);
        alarm.set(Duration.ofNanos(5_000L * i));
        alarm.clear();
        alarm.set(Duration.ofNanos(3_000L * i));
        assertThat(last.await(5, TimeUnit.MINUTES), is(true));
      }
    }
  }

  @Test
  void alarmDueAfterTheNextRoundRingsToo() throws InterruptedException {
    alarms.add(rang::countDown).set(Duration.ofMillis(300));

    assertThat(rang.await(5, TimeUnit.MINUTES), is(true));
  }
}
