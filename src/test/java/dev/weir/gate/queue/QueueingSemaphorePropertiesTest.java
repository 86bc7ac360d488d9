package dev.weir.gate.queue;

import static dev.weir.gate.Arrival.Priority.NORMAL;
import static dev.weir.gate.GateLimits.UNBOUNDED_WAIT;
import static dev.weir.gate.queue.Joining.ADMITTED;
import static dev.weir.gate.queue.Joining.holding;
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
    new Model(new FifoDiscipline()).run(program);
  }

  @Property(tries = 400)
  void isExactWithALineThatSeesEveryPass(@ForAll("programs") List<Step> program) {
    CountingLine counting = new CountingLine();
    Model model = new Model(counting);
    model.run(program);
    assertThat(counting.inside, is(model.held.size()));
  }

  /** Counts all that enter and leave. */
  private static final class CountingLine extends FifoDiscipline {
    int inside;

    @Override
    public boolean seesEveryPass() {
      return true;
    }

    @Override
    public void entered(Arrival arrival, int permits) {
      inside += permits;
    }

    @Override
    public void left(Arrival arrival, int permits) {
      inside -= permits;
    }
  }

  /** One that waits, or did, and what becomes of it. */
  private record Waiting(Holding holding, CompletableFuture<Optional<ShedReason>> future) {
    Optional<ShedReason> outcome() {
      return future.orTimeout(30, SECONDS).join();
    }
  }

  /** A semaphore and the model of it. */
  private static final class Model {
    private final AtomicLong clock = new AtomicLong();
    private final QueueingSemaphore semaphore;
    private final Deque<Waiting> line = new ArrayDeque<>();
    private final Deque<Holding> held = new ArrayDeque<>();
    private int permits = 2;

    Model(QueueDiscipline line) {
      semaphore = new QueueingSemaphore(new GateLimits(2, ROOM, UNBOUNDED_WAIT), line, clock::get);
    }

    void run(List<Step> program) {
      for (Step step : program) {
        take(step);
        assertLevels();
      }
      semaphore.close();
      line.forEach(waiting -> assertThat(waiting.outcome(), is(shed(ShedReason.CLOSING))));
      line.clear();
      assertLevels();
      assertThat(Joining.tryAcquire(semaphore), is(false));
    }

    private void take(Step step) {
      switch (step.what()) {
        case TRY -> tryAcquire();
        case WAIT -> await();
        case WAIT_NO_LONGER -> enterNow(0, GateLimits.UNBOUNDED, noTime());
        case WAIT_WITHIN_REACH -> enterNow(1, line.size(), shed(ShedReason.HOPELESS));
        case RELEASE -> release();
        case RESIZE -> resize(step.permits());
      }
    }

    private boolean free() {
      return held.size() < permits;
    }

    private void tryAcquire() {
      Holding newcomer = holding(NORMAL);
      boolean free = free();
      assertThat(Joining.tryAcquire(semaphore, newcomer), is(free));
      if (free) {
        held.add(newcomer);
      }
    }

    private Optional<ShedReason> noTime() {
      return line.size() < ROOM ? shed(ShedReason.WAIT_TIMEOUT) : shed(ShedReason.ROOM_FULL);
    }

    /** Comes with so much time and reach that it can't wait; is let in, or this is its outcome. */
    private void enterNow(long patienceNanos, int reach, Optional<ShedReason> otherwise) {
      Waiting newcomer = acquire(patienceNanos, reach);
      assertThat(newcomer.outcome(), is(free() ? ADMITTED : otherwise));
      if (free()) {
        held.add(newcomer.holding());
      }
    }

    private Waiting acquire(long patienceNanos, int reach) {
      Holding newcomer = holding(NORMAL);
      return new Waiting(
          newcomer,
          CompletableFuture.supplyAsync(
              () ->
                  Joining.join(
                      semaphore, newcomer, clock.get(), clock.get() + patienceNanos, reach),
              Thread::startVirtualThread));
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
      if (!held.isEmpty()) {
        semaphore.release(held.removeFirst(), 1);
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
        Waiting next = line.removeFirst();
        assertThat(next.outcome(), is(ADMITTED));
        held.add(next.holding());
      }
    }

    private void assertLevels() {
      GateLevels levels = semaphore.levels();
      assertThat(levels.limits().permits(), is(permits));
      assertThat(levels.inside(), is(held.size()));
      assertThat(levels.waiting(), is(line.size()));
    }
  }
}
