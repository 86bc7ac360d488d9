package dev.weir.gate.queue;

import static dev.weir.gate.queue.Joining.arrival;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import dev.weir.gate.Arrival.Priority;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A target of 5 ms over 100 ms, and a clock that is moved by hand. */
class CoDelDisciplineTest {

  private final AtomicLong clock = new AtomicLong();
  private final CoDelDiscipline line =
      new CoDelDiscipline(Duration.ofMillis(5), Duration.ofMillis(100), clock::get);

  private static long at(double millis) {
    return (long) (millis * TimeUnit.MILLISECONDS.toNanos(1));
  }

  private @Nullable Waiter overdueAt(double millis) {
    clock.set(at(millis));
    return line.overdue();
  }

  private Waiter joinAt(double millis) {
    Waiter waiter = new Waiter(arrival(Priority.NORMAL), at(millis));
    line.join(waiter);
    return waiter;
  }

  /** One came at 0 and has stood there for the whole of the second interval, up to 200. */
  private Waiter standing() {
    Waiter oldest = joinAt(0);
    assertThat(overdueAt(100), nullValue());
    return oldest;
  }

  @Test
  void isFirstInFirstOutWhileItDrains() {
    Waiter first = joinAt(0);
    joinAt(1);
    assertThat(line.next(1), sameInstance(first));
  }

  @Test
  void aBurstThatDrainsIsNotAStandingLine() {
    for (int millis = 0; millis < 1_000; millis += 10) {
      Waiter waiter = joinAt(millis);
      assertThat(overdueAt(millis + 4), nullValue());
      line.leave(waiter);
      assertThat(overdueAt(millis + 9), nullValue());
    }
  }

  @Test
  void oneShortWaitInAnIntervalIsEnoughForALineThatDrains() {
    Waiter oldest = joinAt(0);
    overdueAt(90);
    line.leave(oldest);
    overdueAt(95);
    Waiter next = joinAt(96);
    assertThat(overdueAt(130), nullValue());
    assertThat(line.next(1), sameInstance(next));
  }

  @Test
  void aLineThatStandsShedsWhatHasWaitedTwiceTheTarget() {
    Waiter oldest = standing();
    joinAt(191);
    assertThat(overdueAt(200), sameInstance(oldest));
    assertThat(overdueAt(200), nullValue());
    assertThat(overdueAt(201), nullValue());
    assertThat(overdueAt(201.1), notNullValue());
    assertThat(line.next(1), nullValue());
  }

  @Test
  void aLineThatStandsIsLastInFirstOut() {
    standing();
    Waiter older = joinAt(195);
    Waiter newest = joinAt(196);
    overdueAt(200);
    assertThat(line.next(1), sameInstance(newest));
    assertThat(line.next(1), sameInstance(older));
  }

  @Test
  void aLineThatHasDrainedIsFirstInFirstOutAgain() {
    standing();
    overdueAt(200);
    assertThat(line.next(1), nullValue());
    overdueAt(250);
    overdueAt(300);
    Waiter first = joinAt(301);
    joinAt(302);
    assertThat(line.next(1), sameInstance(first));
  }

  @Test
  void aWaitOfJustTheTargetIsNotTooLong() {
    joinAt(95);
    assertThat(overdueAt(100), nullValue());
    assertThat(overdueAt(200), nullValue());
  }

  @Test
  void aWaiterThatLeftIsNotInLine() {
    Waiter waiter = joinAt(0);
    assertThat(line.leave(waiter), is(true));
    assertThat(line.leave(waiter), is(false));
    assertThat(line.next(1), nullValue());
  }
}
