package dev.weir.time;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoalescingSleeperTest {

  private static final Duration LATER = Duration.ofHours(1);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final CoalescingSleeper sleeper = new CoalescingSleeper();

  @AfterEach
  void stop() {
    sleeper.close();
  }

  /** One who waits on a thread of its own, and how much too late it left, or too early. */
  private record Passenger(Thread thread, CompletableFuture<Long> lateNanos) {

    long decided() {
      return lateNanos.orTimeout(5, TimeUnit.MINUTES).join();
    }

    boolean waits() {
      return thread.getState() == Thread.State.WAITING;
    }
  }

  private Passenger waitFor(Duration time) {
    long atNanos = System.nanoTime() + time.toNanos();
    CompletableFuture<Long> late = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  sleeper.await(atNanos);
                  late.complete(System.nanoTime() - atNanos);
                });
    return new Passenger(thread, late);
  }

  private Passenger waiting(Duration time) {
    Passenger passenger = waitFor(time);
    Eventually.until(passenger::waits);
    return passenger;
  }

  @Test
  void allLeaveAndNoneMoreThanAStepBeforeItsMoment() {
    List<Passenger> all = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      all.add(waitFor(Duration.ofMillis(ThreadLocalRandom.current().nextInt(200))));
    }
    List<Long> late = all.stream().map(Passenger::decided).toList();
    assertThat(late, everyItem(is(greaterThanOrEqualTo(-STEP_NANOS))));
  }

  @Test
  void allOfAStepLeaveAtItsBeginning() {
    for (long step = -2; step <= 2; step++) {
      long beginning = step * STEP_NANOS;
      for (long into : List.of(0L, 1L, STEP_NANOS / 2, STEP_NANOS - 1)) {
        assertThat(CoalescingSleeper.beginningOfStep(beginning + into), is(beginning));
      }
    }
  }

  @Test
  void whoLeavesSoonDoesNotWaitForOneWhoLeavesLater() {
    Passenger patient = waiting(LATER);
    waitFor(Duration.ofMillis(30)).decided();
    assertThat(patient.waits(), is(true));
  }

  @Test
  void somebodyWhoComesAfterAllHaveLeftLeavesToo() {
    for (int i = 0; i < 20; i++) {
      assertThat(waitFor(Duration.ofMillis(15)).decided(), is(greaterThanOrEqualTo(-STEP_NANOS)));
    }
  }

  @Test
  void nobodyWaitsForAMomentThatHasPassed() {
    sleeper.await(System.nanoTime() - 1);
  }

  @Test
  void whoIsInterruptedLeavesAtOnceWithItsFlag() {
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  sleeper.await(System.nanoTime() + LATER.toNanos());
                  flag.complete(Thread.currentThread().isInterrupted());
                });
    Eventually.until(() -> thread.getState() == Thread.State.WAITING);
    thread.interrupt();
    assertThat(flag.orTimeout(5, TimeUnit.MINUTES).join(), is(true));
  }

  @Test
  void theCloseLetsAllGoAndHoldsNobodyAfterwards() {
    Passenger waiting = waiting(LATER);
    sleeper.close();
    waiting.decided();
    sleeper.await(System.nanoTime() + LATER.toNanos());
  }
}
