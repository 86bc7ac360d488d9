package dev.weir.time;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

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

  /** Starts a thread that is parked, or will be at once: an unpark from here on wakes it. */
  private Thread parkedFor(Duration howLong) {
    Thread thread = Thread.ofVirtual().start(() -> park.parkNanos(this, howLong.toNanos()));
    Eventually.until(() -> this.equals(LockSupport.getBlocker(thread)));
    return thread;
  }

  private static void ends(Thread thread) throws InterruptedException {
    assertThat(thread.join(Duration.ofMinutes(5)), is(true));
  }

  @Test
  void aThreadWakesALittleBeforeItsTimeIsOver() throws Exception {
    Thread thread = parkedFor(HOUR);
    time.advance(HOUR.dividedBy(2));
    assertThat(time.look(), is(not(Timeouts.OFF)));
    time.advance(HOUR.dividedBy(2).minus(A_LITTLE));
    ends(thread);
  }

  @Test
  void anUnparkWakesItAndLeavesNoTimeout() throws Exception {
    Thread thread = parkedFor(HOUR);
    LockSupport.unpark(thread);
    ends(thread);
    assertThat(time.look(), is(Timeouts.OFF));
  }

  @Test
  void anInterruptWakesItAndLeavesNoTimeout() throws Exception {
    Thread thread = parkedFor(HOUR);
    thread.interrupt();
    ends(thread);
    assertThat(time.look(), is(Timeouts.OFF));
  }

  @Test
  void aShortTimeNeedsNoTimeout() {
    park.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(time.look(), is(Timeouts.OFF));
  }
}
