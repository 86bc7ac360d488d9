package dev.weir.gate.queue;

import static dev.weir.gate.Arrival.Priority.NORMAL;
import static dev.weir.gate.GateLimits.UNBOUNDED_WAIT;
import static dev.weir.gate.queue.Joining.ADMITTED;
import static dev.weir.gate.queue.Joining.arrival;
import static dev.weir.gate.queue.Joining.shed;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.Tries;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.ShedReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** The semaphore beside three numbers and a queue, while its permits become more and fewer. */
@AddLifecycleHook(Tries.class)
class QueueingSemaphorePropertiesTest {

  private static final int ROOM = 4;

  enum What {
    TRY,
    WAIT,
    WAIT_NO_LONGER,
    WAIT_WITHIN_REACH,
    RELEASE,
    RESIZE
  }

  /** What happens next, and to how many permits they change. */
  record Step(What what, int permits) {}

  @Provide
  Arbitrary<List<Step>> programs() {
    return Combinators.combine(Arbitraries.of(What.class), Arbitraries.integers().between(0, 6))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 400)
  void isExactWhateverHappens(@ForAll("programs") List<Step> program) {
    new Model().run(program);
  }

  /** Counts all that enter and leave. */
  private static final class CountingLine extends FifoDiscipline {
    final AtomicInteger inside = new AtomicInteger();

    @Override
    public void entered(Arrival arrival, int permits) {
      inside.addAndGet(permits);
    }

    @Override
    public void left(Arrival arrival, int permits) {
      inside.addAndGet(-permits);
    }
  }

  /** A semaphore and the model of it. */
  private static final class Model {
    private final AtomicLong clock = new AtomicLong();
    private final CountingLine counting = new CountingLine();
    private final QueueingSemaphore semaphore =
        new QueueingSemaphore(new GateLimits(2, ROOM, UNBOUNDED_WAIT), counting, clock::get);
    private final Deque<CompletableFuture<Optional<ShedReason>>> line = new ArrayDeque<>();
    private int permits = 2;
    private int inside;

    void run(List<Step> program) {
      for (Step step : program) {
        take(step);
        assertLevels();
      }
      semaphore.close();
      line.forEach(waiting -> assertThat(outcome(waiting), is(shed(ShedReason.CLOSING))));
      line.clear();
      assertLevels();
      assertThat(Joining.tryAcquire(semaphore), is(false));
    }

    private void take(Step step) {
      switch (step.what()) {
        case TRY -> inside += agree(Joining.tryAcquire(semaphore));
        case WAIT -> await();
        case WAIT_NO_LONGER -> enterNow(0, GateLimits.UNBOUNDED, noTime());
        case WAIT_WITHIN_REACH -> enterNow(1, line.size(), shed(ShedReason.HOPELESS));
        case RELEASE -> release();
        case RESIZE -> resize(step.permits());
      }
    }

    private boolean free() {
      return inside < permits;
    }

    private int agree(boolean entered) {
      assertThat(entered, is(free()));
      return entered ? 1 : 0;
    }

    private Optional<ShedReason> noTime() {
      return line.size() < ROOM ? shed(ShedReason.WAIT_TIMEOUT) : shed(ShedReason.ROOM_FULL);
    }

    /** Comes with so much time and reach that it can't wait; is let in, or this is its outcome. */
    private void enterNow(long patienceNanos, int reach, Optional<ShedReason> otherwise) {
      Optional<ShedReason> outcome = outcome(acquire(patienceNanos, reach));
      assertThat(outcome, is(free() ? ADMITTED : otherwise));
      inside += agree(outcome.isEmpty());
    }

    private CompletableFuture<Optional<ShedReason>> acquire(long patienceNanos, int reach) {
      return CompletableFuture.supplyAsync(
          () -> Joining.join(semaphore, NORMAL, clock.get(), clock.get() + patienceNanos, reach),
          Thread::startVirtualThread);
    }

    private void await() {
      if (free() || line.size() == ROOM) {
        enterNow(UNBOUNDED_WAIT.toNanos(), GateLimits.UNBOUNDED, shed(ShedReason.ROOM_FULL));
      } else {
        line.add(acquire(UNBOUNDED_WAIT.toNanos(), GateLimits.UNBOUNDED));
        Eventually.until(() -> semaphore.waiting() == line.size());
      }
    }

    private void release() {
      if (inside > 0) {
        semaphore.release(arrival(NORMAL), 1);
        inside--;
        admitAllThatFit();
      }
    }

    private void resize(int newPermits) {
      semaphore.resize(newPermits);
      permits = newPermits;
      admitAllThatFit();
    }

    private void admitAllThatFit() {
      while (free() && !line.isEmpty()) {
        assertThat(outcome(line.removeFirst()), is(ADMITTED));
        inside++;
      }
    }

    private static Optional<ShedReason> outcome(CompletableFuture<Optional<ShedReason>> waiting) {
      return waiting.orTimeout(30, SECONDS).join();
    }

    private void assertLevels() {
      GateLevels levels = semaphore.levels();
      assertThat(levels.limits().permits(), is(permits));
      assertThat(levels.inside(), is(inside));
      assertThat(counting.inside.get(), is(inside));
      assertThat(levels.waiting(), is(line.size()));
    }
  }
}
