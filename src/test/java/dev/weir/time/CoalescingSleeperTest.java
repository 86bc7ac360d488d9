package dev.weir.time;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoalescingSleeperTest {

  private static final Duration LATER = Duration.ofHours(1);
  private static final Duration STEP = Duration.ofNanos(CoalescingSleeper.STEP_NANOS);
  private static final Duration HALF_A_STEP = STEP.dividedBy(2);

  private final ManualTime time = new ManualTime();
  private final CoalescingSleeper sleeper = new CoalescingSleeper(time.timeouts());

  @AfterEach
  void close() {
    sleeper.close();
  }

  /** A thread that sleeps, and whether it was interrupted when it woke. */
  private record Sleeper(Thread thread, CompletableFuture<Boolean> interrupted) {

    boolean sleeps() {
      return thread.getState() == Thread.State.WAITING;
    }

    boolean wokeInterrupted() {
      return interrupted.orTimeout(5, TimeUnit.MINUTES).join();
    }
  }

  private Sleeper sleeping(Duration howLong) {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  sleeper.sleep(howLong);
                  interrupted.complete(Thread.currentThread().isInterrupted());
                });
    Sleeper one = new Sleeper(thread, interrupted);
    // The thread may have waited for a class before it looked at the clock.
    Eventually.until(() -> time.look() != Timeouts.OFF && one.sleeps());
    return one;
  }

  @Test
  void allWithinAStepWakeAtItsBeginningAndTheOthersNot() {
    Sleeper first = sleeping(STEP);
    Sleeper second = sleeping(STEP.plus(HALF_A_STEP));
    Sleeper next = sleeping(STEP.multipliedBy(2));
    time.advance(STEP);
    first.wokeInterrupted();
    second.wokeInterrupted();
    assertThat(next.sleeps(), is(true));
    time.advance(STEP);
    next.wokeInterrupted();
  }

  @Test
  void sleepersOfOneStepWakeTogetherAtItsBeginning() {
    Sleeper first = sleeping(STEP.plus(HALF_A_STEP));
    time.advance(HALF_A_STEP);
    Sleeper second = sleeping(STEP);
    time.advance(HALF_A_STEP);
    first.wokeInterrupted();
    second.wokeInterrupted();
  }

  @Test
  void aMomentInTheStepThatHasBegunIsNotWaitedFor() {
    sleeper.sleep(Duration.ofNanos(-1));
    sleeper.sleep(HALF_A_STEP);
  }

  @Test
  void aSleeperThatComesAfterAllHaveWokenWakesToo() {
    for (int i = 0; i < 20; i++) {
      Sleeper one = sleeping(STEP);
      time.advance(STEP);
      one.wokeInterrupted();
    }
  }

  @Test
  void aSleeperThatIsInterruptedWakesAtOnceWithItsFlag() {
    Sleeper one = sleeping(LATER);
    one.thread.interrupt();
    assertThat(one.wokeInterrupted(), is(true));
  }

  @Test
  void theCloseWakesAllAndLetsNoneSleepAfterwards() {
    Sleeper one = sleeping(LATER);
    sleeper.close();
    assertThat(one.wokeInterrupted(), is(false));
    sleeper.sleep(LATER);
  }

  @Test
  void aCrowdWakesInTimeAndAtMostAStepEarly() {
    try (Timeouts real = new Timeouts(System::nanoTime)) {
      CoalescingSleeper crowd = new CoalescingSleeper(real);
      List<CompletableFuture<Long>> late =
          IntStream.range(0, 2_000)
              .mapToObj(i -> Duration.ofMillis(i % 200))
              .map(
                  howLong ->
                      CompletableFuture.supplyAsync(
                          () -> lateNanos(crowd, howLong), Thread::startVirtualThread))
              .toList();
      assertThat(
          late.stream().map(one -> one.orTimeout(5, TimeUnit.MINUTES).join()).toList(),
          everyItem(is(greaterThanOrEqualTo(-CoalescingSleeper.STEP_NANOS))));
    }
  }

  private static long lateNanos(CoalescingSleeper crowd, Duration howLong) {
    long atNanos = System.nanoTime() + howLong.toNanos();
    crowd.sleep(howLong);
    return System.nanoTime() - atNanos;
  }
}
