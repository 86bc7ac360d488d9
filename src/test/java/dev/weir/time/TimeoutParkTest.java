package dev.weir.time;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TimeoutParkTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration A_LITTLE = Duration.ofMillis(1);

  private final ManualTime time = new ManualTime();
  private final TimeoutPark park = new TimeoutPark(time.timeouts());

  private Thread parkedFor(Duration howLong) {
    Thread thread = Thread.ofVirtual().start(() -> park.parkNanos(this, howLong.toNanos()));
    Eventually.until(() -> isParked(thread));
    return thread;
  }

  private static boolean isParked(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  private static void ends(Thread thread) throws InterruptedException {
    assertThat(thread.join(Duration.ofMinutes(5)), is(true));
  }

  @Test
  void aThreadWakesALittleBeforeItsTimeIsOver() throws Exception {
    Thread thread = parkedFor(HOUR);
    time.advance(HOUR.dividedBy(2));
    assertThat(isParked(thread), is(true));
    time.advance(HOUR.dividedBy(2).minus(A_LITTLE));
    ends(thread);
  }

  @Test
  void anUnparkWakesIt() throws Exception {
    Thread thread = parkedFor(HOUR);
    LockSupport.unpark(thread);
    ends(thread);
  }

  @Test
  void anInterruptWakesIt() throws Exception {
    Thread thread = parkedFor(HOUR);
    thread.interrupt();
    ends(thread);
  }

  @Test
  void theTimeoutOfAThreadThatWasUnparkedWakesItNoMore() throws Exception {
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  park.parkNanos(this, HOUR.toNanos());
                  LockSupport.park(this);
                });
    Eventually.until(() -> isParked(thread));
    LockSupport.unpark(thread);
    Eventually.until(() -> time.look() == Timeouts.OFF && isParked(thread));
    time.advance(HOUR);
    assertThat(isParked(thread), is(true));
    LockSupport.unpark(thread);
    ends(thread);
  }

  @Test
  void aShortTimeNeedsNoTimeout() {
    park.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(time.look(), is(Timeouts.OFF));
  }
}
