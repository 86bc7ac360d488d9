package dev.weir.gate.queue;

import static dev.weir.gate.Arrival.Priority.CRITICAL;
import static dev.weir.gate.Arrival.Priority.HIGH;
import static dev.weir.gate.Arrival.Priority.LOW;
import static dev.weir.gate.GateLimits.UNBOUNDED_WAIT;
import static dev.weir.gate.queue.Joining.arrival;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import dev.weir.Tries;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.jspecify.annotations.Nullable;

/** Each line beside a plain list of the waiters, in which a turn is looked up by its rule. */
@AddLifecycleHook(Tries.class)
class DisciplinePropertiesTest {

  /** What happens next, to which class, to which of those that ever came, after so long. */
  record Step(What what, Priority priority, int which, int pauseMillis) {}

  enum What {
    JOIN,
    NEXT,
    LEAVE,
    YIELD,
    RETURN,
    LOOK
  }

  @Provide
  Arbitrary<List<Step>> programs() {
    return Combinators.combine(
            Arbitraries.of(What.class),
            Arbitraries.of(Priority.class),
            Arbitraries.integers().between(0, 30),
            Arbitraries.integers().between(0, 40))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  /** First come, first served. */
  private static class Fifo {
    final List<Waiter> waiters = new ArrayList<>();
    private final List<Waiter> all = new ArrayList<>();
    private final QueueDiscipline line;
    final AtomicLong clock;

    Fifo(QueueDiscipline line) {
      this(line, new AtomicLong());
    }

    Fifo(QueueDiscipline line, AtomicLong clock) {
      this.line = line;
      this.clock = clock;
    }

    void run(List<Step> program) {
      for (Step step : program) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(step.pauseMillis()));
        take(step);
      }
    }

    private void take(Step step) {
      switch (step.what()) {
        case JOIN -> join(new Waiter(arrival(step.priority()), clock.get()));
        case NEXT -> next();
        case LEAVE -> leave(step.which());
        case YIELD -> yieldTo(new Waiter(arrival(step.priority()), clock.get()));
        case RETURN -> returned(step.priority());
        case LOOK -> agree(line.overdue(), overdue());
      }
    }

    private void join(Waiter waiter) {
      assertThat(line.ahead(waiter) <= ahead(waiter.arrival.priority()), is(true));
      line.join(waiter);
      waiters.add(waiter);
      all.add(waiter);
    }

    private void next() {
      if (waiters.isEmpty()) {
        agree(line.next(1), null);
      } else {
        Waiter first = first();
        granted(first.arrival.priority());
        agree(line.next(1), first);
        line.entered(first.arrival, 1);
        entered(first.arrival.priority());
      }
    }

    private void leave(int which) {
      if (!all.isEmpty()) {
        Waiter one = all.get(which % all.size());
        assertThat(line.leave(one), is(waiters.remove(one)));
      }
    }

    private void yieldTo(Waiter newcomer) {
      agree(line.yieldTo(newcomer), yielding(newcomer));
    }

    private void agree(@Nullable Waiter got, @Nullable Waiter expected) {
      assertThat(got, expected == null ? nullValue() : sameInstance(expected));
      waiters.remove(got);
    }

    long ahead(Priority priority) {
      return waiters.size();
    }

    Waiter first() {
      return waiters.getFirst();
    }

    @Nullable Waiter yielding(Waiter newcomer) {
      return null;
    }

    @Nullable Waiter overdue() {
      return null;
    }

    /** Before it has left the line. */
    void granted(Priority priority) {}

    void entered(Priority priority) {}

    void returned(Priority priority) {}
  }

  /** Five permits and ten places, shared out by class. */
  private static final class Classes extends Fifo {
    private static final Map<Priority, Double> SHARES = Map.of(CRITICAL, 0.5, HIGH, 0.2, LOW, 0.1);
    private static final GateLimits LIMITS = new GateLimits(5, 10, UNBOUNDED_WAIT);

    private final Map<Priority, Double> owed = new EnumMap<>(Priority.class);
    private final List<Priority> inside = new ArrayList<>();
    private final QueueDiscipline line;

    Classes(QueueDiscipline line) {
      super(line);
      this.line = line;
    }

    static QueueDiscipline line() {
      return new PriorityDiscipline(new PriorityShares(SHARES, 1), Sharing.NONE, LIMITS);
    }

    private static double share(Priority priority) {
      return SHARES.getOrDefault(priority, 0.0);
    }

    private static double permits(Priority priority) {
      return LIMITS.permits() * share(priority);
    }

    private static long places(Priority priority) {
      return (long) (LIMITS.waitingRoom() * share(priority));
    }

    private boolean hasPermitComing(Priority priority) {
      double missing = permits(priority) - count(priority);
      return missing >= 1 || (missing > -1 && owed.getOrDefault(priority, 0.0) >= 1);
    }

    @Override
    long ahead(Priority priority) {
      return waiters.stream().filter(one -> one.arrival.priority() == priority).count();
    }

    @Override
    Waiter first() {
      Comparator<Waiter> highest = Comparator.comparing(one -> one.arrival.priority());
      return waiters.stream()
          .filter(one -> hasPermitComing(one.arrival.priority()))
          .min(highest)
          .or(() -> waiters.stream().min(highest))
          .orElseThrow();
    }

    private long count(Priority priority) {
      return inside.stream().filter(one -> one == priority).count();
    }

    @Override
    @Nullable Waiter yielding(Waiter newcomer) {
      boolean entitled = ahead(newcomer.arrival.priority()) < places(newcomer.arrival.priority());
      return waiters.reversed().stream()
          .filter(one -> ahead(one.arrival.priority()) > places(one.arrival.priority()))
          .filter(
              one -> entitled || one.arrival.priority().compareTo(newcomer.arrival.priority()) > 0)
          .max(Comparator.comparing(one -> one.arrival.priority()))
          .orElse(null);
    }

    @Override
    void granted(Priority priority) {
      for (Priority each : Priority.values()) {
        if (ahead(each) > 0) {
          double before = owed.getOrDefault(each, 0.0);
          owed.put(each, Math.min(before + share(each), permits(each) + 4));
        }
      }
      owed.computeIfPresent(priority, (same, before) -> Math.max(0, before - 1));
    }

    @Override
    void entered(Priority priority) {
      inside.add(priority);
    }

    @Override
    void returned(Priority priority) {
      if (inside.remove(priority)) {
        line.left(arrival(priority), 1);
      }
    }
  }

  /** A target of 5 ms over 100 ms. */
  private static final class Standing extends Fifo {
    private static final Duration TARGET = Duration.ofMillis(5);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private List<Long> waitsInInterval = new ArrayList<>(List.of(0L));
    private long intervalStartNanos;
    private boolean standing;

    Standing() {
      this(new AtomicLong());
    }

    private Standing(AtomicLong clock) {
      super(new CoDelDiscipline(TARGET, INTERVAL, clock::get), clock);
    }

    @Override
    Waiter first() {
      return standing ? waiters.getLast() : waiters.getFirst();
    }

    @Override
    @Nullable Waiter overdue() {
      long nowNanos = clock.get();
      long waitNanos = waiters.isEmpty() ? 0 : nowNanos - waiters.getFirst().cameNanos;
      waitsInInterval.add(waitNanos);
      if (nowNanos - intervalStartNanos >= INTERVAL.toNanos()) {
        standing = waitsInInterval.stream().allMatch(each -> each > TARGET.toNanos());
        waitsInInterval = new ArrayList<>(List.of(waitNanos));
        intervalStartNanos = nowNanos;
      }
      return standing && waitNanos > 2 * TARGET.toNanos() ? waiters.getFirst() : null;
    }
  }

  @Property(tries = 200)
  void firstComeIsFirstServed(@ForAll("programs") List<Step> program) {
    new Fifo(new FifoDiscipline()).run(program);
  }

  @Property(tries = 500)
  void aPermitOrAPlaceGoesWhereTheSharesSay(@ForAll("programs") List<Step> program) {
    new Classes(Classes.line()).run(program);
  }

  @Property(tries = 500)
  void aLineThatStandsIsTurnedAroundAndCleared(@ForAll("programs") List<Step> program) {
    new Standing().run(program);
  }
}
