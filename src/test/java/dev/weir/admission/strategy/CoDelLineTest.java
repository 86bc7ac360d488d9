package dev.weir.admission.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import dev.weir.admission.Arrival.Priority;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A target of 5 ms over 100 ms, and a clock that is moved by hand. */
class CoDelLineTest {

  private final CoDelLine line =
      new CoDelLine(new Tuning.CoDel(Duration.ofMillis(5), Duration.ofMillis(100)), 0);

  private static long at(double millis) {
    return (long) (millis * TimeUnit.MILLISECONDS.toNanos(1));
  }

  private Waiter joinAt(double millis) {
    Waiter waiter = new Waiter(Priority.NORMAL, at(millis));
    line.join(waiter);
    return waiter;
  }

  /** One came at 0 and has stood there for the whole of the second interval, up to 200. */
  private Waiter standing() {
    Waiter oldest = joinAt(0);
    assertThat(line.overdue(at(100)), nullValue());
    return oldest;
  }

  @Test
  void isFirstInFirstOutWhileItDrains() {
    Waiter first = joinAt(0);
    joinAt(1);
    assertThat(line.next(at(2)), sameInstance(first));
  }

  @Test
  void aBurstThatDrainsIsNotAStandingLine() {
    for (int millis = 0; millis < 1_000; millis += 10) {
      Waiter waiter = joinAt(millis);
      assertThat(line.overdue(at(millis + 4)), nullValue());
      line.leave(waiter);
      assertThat(line.overdue(at(millis + 9)), nullValue());
    }
  }

  @Test
  void oneShortWaitInAnIntervalIsEnoughForALineThatDrains() {
    Waiter oldest = joinAt(0);
    line.overdue(at(90));
    line.leave(oldest);
    line.overdue(at(95));
    Waiter next = joinAt(96);
    assertThat(line.overdue(at(130)), nullValue());
    assertThat(line.next(at(130)), sameInstance(next));
  }

  @Test
  void aLineThatStandsShedsWhoeverHasWaitedTwiceTheTarget() {
    Waiter oldest = standing();
    joinAt(191);
    assertThat(line.overdue(at(200)), sameInstance(oldest));
    assertThat(line.overdue(at(200)), nullValue());
    assertThat(line.overdue(at(201)), nullValue());
    assertThat(line.overdue(at(201.1)), notNullValue());
    assertThat(line.isEmpty(), is(true));
  }

  @Test
  void aLineThatStandsIsLastInFirstOut() {
    standing();
    Waiter older = joinAt(195);
    Waiter newest = joinAt(196);
    line.overdue(at(200));
    assertThat(line.next(at(200)), sameInstance(newest));
    assertThat(line.next(at(200)), sameInstance(older));
  }

  @Test
  void aLineThatHasDrainedIsFirstInFirstOutAgain() {
    standing();
    line.overdue(at(200));
    assertThat(line.isEmpty(), is(true));
    line.overdue(at(250));
    line.overdue(at(300));
    Waiter first = joinAt(301);
    joinAt(302);
    assertThat(line.next(at(303)), sameInstance(first));
  }

  @Test
  void aWaitOfJustTheTargetIsNotTooLong() {
    joinAt(95);
    assertThat(line.overdue(at(100)), nullValue());
    assertThat(line.overdue(at(200)), nullValue());
  }

  @Test
  void oneWhoLeftIsNotInLine() {
    Waiter waiter = joinAt(0);
    assertThat(line.leave(waiter), is(true));
    assertThat(line.leave(waiter), is(false));
    assertThat(line.isEmpty(), is(true));
  }
}
