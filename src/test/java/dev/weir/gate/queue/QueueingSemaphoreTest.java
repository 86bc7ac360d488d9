package dev.weir.gate.queue;

import static dev.weir.gate.Arrival.Priority.NORMAL;
import static dev.weir.gate.GateLimits.UNBOUNDED_WAIT;
import static dev.weir.gate.queue.Joining.ADMITTED;
import static dev.weir.gate.queue.Joining.holding;
import static dev.weir.gate.queue.Joining.shed;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.Eventually;
import dev.weir.gate.GateLimits;
import dev.weir.gate.ShedReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A number of permits that changes. */
class QueueingSemaphoreTest {

  private static final int CROWD = 16;
  private static final int ENTRIES = 20_000;

  /**
   * The room holds the whole crowd: a thread that found it full would only spin, on JDK 21 for
   * ever.
   */
  private final QueueingSemaphore semaphore =
      new QueueingSemaphore(
          new GateLimits(2, CROWD, UNBOUNDED_WAIT), new FifoDiscipline(), System::nanoTime);

  private List<CompletableFuture<Optional<ShedReason>>> park(int count) {
    return Stream.generate(
            () -> {
              int waiting = semaphore.levels().waiting();
              var outcome =
                  CompletableFuture.supplyAsync(this::acquire, Thread::startVirtualThread);
              Eventually.until(() -> semaphore.levels().waiting() == waiting + 1);
              return outcome;
            })
        .limit(count)
        .toList();
  }

  private Optional<ShedReason> acquire() {
    return acquire(UNBOUNDED_WAIT.toNanos());
  }

  private Optional<ShedReason> acquire(long patienceNanos) {
    long nowNanos = System.nanoTime();
    return Joining.join(
        semaphore, NORMAL, nowNanos, nowNanos + patienceNanos, GateLimits.UNBOUNDED);
  }

  private void fill(int permits) {
    for (int i = 0; i < permits; i++) {
      assertThat(Joining.tryAcquire(semaphore), is(true));
    }
    assertThat(Joining.tryAcquire(semaphore), is(false));
  }

  private int inside() {
    return semaphore.levels().inside();
  }

  private int waiting() {
    return semaphore.levels().waiting();
  }

  @Test
  void morePermitsAdmitWaitersAndNoMore() {
    fill(2);
    var line = park(3);
    semaphore.resize(4);
    assertThat(line.get(0).join(), is(ADMITTED));
    assertThat(line.get(1).join(), is(ADMITTED));
    assertThat(line.get(2).isDone(), is(false));
    assertThat(inside(), is(4));
    semaphore.close();
    assertThat(line.get(2).join(), is(shed(ShedReason.CLOSING)));
  }

  @Test
  void fewerPermitsTakeEffectAsTheyComeBack() {
    semaphore.resize(4);
    fill(4);
    var line = park(1);
    semaphore.resize(2);
    assertThat(inside(), is(4));
    assertThat(semaphore.levels().limits().permits(), is(2));
    semaphore.release(holding(NORMAL), 1);
    semaphore.release(holding(NORMAL), 1);
    assertThat(inside(), is(2));
    assertThat(waiting(), is(1));
    semaphore.release(holding(NORMAL), 1);
    assertThat(line.getFirst().join(), is(ADMITTED));
    assertThat(inside(), is(2));
  }

  @Test
  void thoseInsideBeyondALowerLimitAreASurplusUntilTheyComeBack() {
    fill(2);
    semaphore.resize(0);
    assertThat(semaphore.levels().surplus(), is(2));
    semaphore.release(holding(NORMAL), 1);
    assertThat(semaphore.levels().surplus(), is(1));
    semaphore.resize(2);
    assertThat(semaphore.levels().surplus(), is(0));
    semaphore.resize(1);
    assertThat(semaphore.levels().surplus(), is(0));
  }

  @Test
  void morePermitsAreNoUseToAClosedSemaphore() {
    fill(2);
    semaphore.close();
    semaphore.resize(3);
    assertThat(Joining.tryAcquire(semaphore), is(false));
    assertThat(acquire(), is(shed(ShedReason.CLOSING)));
  }

  @Test
  void noneEntersBeyondAChangingNumberOfPermitsAndNoneIsLost() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger mostInside = new AtomicInteger();
    AtomicInteger entries = new AtomicInteger();
    List<Thread> crowd =
        IntStream.range(0, CROWD)
            .mapToObj(i -> Thread.startVirtualThread(() -> comeOften(entries, inside, mostInside)))
            .toList();
    Thread.startVirtualThread(() -> resizeOften(entries)).join();
    for (Thread thread : crowd) {
      thread.join(Duration.ofMinutes(5));
    }
    assertThat(mostInside.get(), lessThanOrEqualTo(5));
    assertThat(semaphore.levels().atRest(), is(true));
    fill(5);
  }

  private void resizeOften(AtomicInteger entries) {
    for (int round = 0; entries.get() < ENTRIES; round++) {
      semaphore.resize(round % 6);
      // A loop that never lets go of the lock would keep all others from it.
      LockSupport.parkNanos(1_000);
    }
    semaphore.resize(5);
  }

  private void comeOften(AtomicInteger entries, AtomicInteger inside, AtomicInteger mostInside) {
    while (entries.get() < ENTRIES) {
      Optional<ShedReason> outcome = acquire(100_000);
      if (outcome.isEmpty()) {
        entries.incrementAndGet();
        mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
        LockSupport.parkNanos(1);
        inside.decrementAndGet();
        semaphore.release(holding(NORMAL), 1);
      }
    }
  }
}
