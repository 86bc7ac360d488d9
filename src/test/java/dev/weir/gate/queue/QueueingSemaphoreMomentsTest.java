package dev.weir.gate.queue;

import static dev.weir.gate.Arrival.Priority.CRITICAL;
import static dev.weir.gate.Arrival.Priority.LOW;
import static dev.weir.gate.Arrival.Priority.NORMAL;
import static dev.weir.gate.GateLimits.UNBOUNDED_WAIT;
import static dev.weir.gate.queue.Joining.ADMITTED;
import static dev.weir.gate.queue.Joining.holding;
import static dev.weir.gate.queue.Joining.shed;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** One permit, a room for one, and what happens between two steps of an arrival. */
class QueueingSemaphoreMomentsTest {

  private final AtomicLong clock = new AtomicLong(5);
  private final Deque<Runnable> asItJoins = new ArrayDeque<>();
  private final Deque<Runnable> asItWaits = new ArrayDeque<>();
  private QueueingSemaphore semaphore = with(new LookedAtLine());

  /** A line where something may happen as a newcomer asks how many are ahead of it. */
  private final class LookedAtLine extends FifoDiscipline {
    @Override
    public int ahead(Waiter newcomer) {
      runNext(asItJoins);
      return super.ahead(newcomer);
    }
  }

  private QueueingSemaphore with(QueueDiscipline line) {
    QueueingSemaphore made =
        new QueueingSemaphore(new GateLimits(1, 1, UNBOUNDED_WAIT), line, this::look);
    assertThat(Joining.tryAcquire(made), is(true));
    return made;
  }

  /** Something may also happen as a waiter looks at the clock. */
  private long look() {
    if (semaphore.waiting() == 1) {
      runNext(asItWaits);
    }
    return clock.get();
  }

  private static void runNext(Deque<Runnable> actions) {
    Runnable next = actions.poll();
    if (next != null) {
      next.run();
    }
  }

  private Optional<ShedReason> acquire() {
    return acquire(NORMAL);
  }

  private Optional<ShedReason> acquire(Priority priority) {
    return Joining.join(
        semaphore, priority, clock.get(), UNBOUNDED_WAIT.toNanos(), GateLimits.UNBOUNDED);
  }

  private Optional<ShedReason> acquireAtOnce(Priority priority, int reach) {
    long nowNanos = clock.get();
    return Joining.join(semaphore, priority, nowNanos, nowNanos, reach);
  }

  private CompletableFuture<Optional<ShedReason>> park(Priority priority) {
    var outcome =
        CompletableFuture.supplyAsync(() -> acquire(priority), Thread::startVirtualThread);
    Eventually.until(() -> semaphore.waiting() == 1);
    return outcome;
  }

  @Test
  void aPermitThatComesBackAsOneJoinsIsIts() {
    asItJoins.add(() -> semaphore.release(holding(NORMAL), 1));
    assertThat(acquire(), is(ADMITTED));
    assertThat(semaphore.inside(), is(1));
    assertThat(semaphore.waiting(), is(0));
  }

  @Test
  void aPermitThatComesBackAsOneParksIsIts() {
    asItWaits.add(() -> semaphore.release(holding(NORMAL), 1));
    assertThat(acquire(), is(ADMITTED));
  }

  @Test
  void aWaiterThatIsWokenForNothingGoesOnWaiting() {
    asItWaits.add(() -> LockSupport.unpark(Thread.currentThread()));
    asItWaits.add(() -> semaphore.release(holding(NORMAL), 1));
    assertThat(acquire(), is(ADMITTED));
  }

  @Test
  void aWaiterThatIsInterruptedAsItEntersGivesItsPermitBack() {
    asItWaits.add(
        () -> {
          semaphore.release(holding(NORMAL), 1);
          Thread.currentThread().interrupt();
        });
    assertThat(acquire(), is(shed(ShedReason.INTERRUPTED)));
    assertThat(Thread.interrupted(), is(true));
    assertThat(semaphore.levels().atRest(), is(true));
  }

  @Test
  void aPermitThatComesBackAsItsTimeIsOverIsItsAllTheSame() {
    asItWaits.add(
        () -> {
          semaphore.release(holding(NORMAL), 1);
          clock.set(UNBOUNDED_WAIT.toNanos());
        });
    assertThat(acquire(), is(ADMITTED));
    assertThat(semaphore.inside(), is(1));
  }

  @Test
  void aPermitThatComesBackAsOneLeavesIsItsAllTheSame() throws InterruptedException {
    AtomicReference<Optional<ShedReason>> outcome = new AtomicReference<>();
    asItWaits.add(() -> clock.set(UNBOUNDED_WAIT.toNanos()));
    Thread thread =
        new Unsettled(() -> outcome.set(acquire()), () -> semaphore.release(holding(NORMAL), 1));
    thread.start();
    thread.join();
    assertThat(outcome.get(), is(ADMITTED));
    assertThat(semaphore.inside(), is(1));
    assertThat(semaphore.waiting(), is(0));
  }

  @Test
  void aPermitForWhichTheOnlyOneInLineIsOverdueIsFree() {
    semaphore = with(new CoDelDiscipline(Duration.ZERO, Duration.ofNanos(1), clock::get));
    var overdue = park(NORMAL);
    standFor(2);
    semaphore.release(holding(NORMAL), 1);
    assertThat(overdue.orTimeout(30, SECONDS).join(), is(shed(ShedReason.STANDING_LINE)));
    assertThat(semaphore.levels().atRest(), is(true));
  }

  @Test
  void aNewcomerSeesToItThatTheOverdueLeave() {
    semaphore = with(new CoDelDiscipline(Duration.ZERO, Duration.ofNanos(1), clock::get));
    var overdue = park(NORMAL);
    standFor(2);
    assertThat(acquireAtOnce(NORMAL, 1), is(shed(ShedReason.WAIT_TIMEOUT)));
    assertThat(overdue.orTimeout(30, SECONDS).join(), is(shed(ShedReason.STANDING_LINE)));
    assertThat(semaphore.waiting(), is(0));
  }

  /** So many intervals pass, and at the end of each but the last a newcomer looks. */
  private void standFor(int intervals) {
    for (int i = 0; i < intervals - 1; i++) {
      clock.incrementAndGet();
      assertThat(acquireAtOnce(NORMAL, 0), is(shed(ShedReason.HOPELESS)));
    }
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void anArrivalWithoutTimeTakesNoPlace() {
    semaphore =
        with(
            new PriorityDiscipline(
                new PriorityShares(Map.of(), 1),
                Sharing.NONE,
                new GateLimits(1, 1, UNBOUNDED_WAIT)));
    var low = park(LOW);
    assertThat(acquireAtOnce(CRITICAL, GateLimits.UNBOUNDED), is(shed(ShedReason.ROOM_FULL)));
    assertThat(low.isDone(), is(false));
    semaphore.release(holding(NORMAL), 1);
    assertThat(low.orTimeout(30, SECONDS).join(), is(ADMITTED));
  }
}
