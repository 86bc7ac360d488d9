package dev.weir.gate.queue;

import static dev.weir.gate.GateLimits.UNBOUNDED;
import static dev.weir.gate.GateLimits.UNBOUNDED_WAIT;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import dev.weir.Tries;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.jspecify.annotations.Nullable;

/**
 * A semaphore that is fair by caller beside plain lists, in which a turn is looked up by the rule.
 */
@AddLifecycleHook(Tries.class)
class FairDisciplinePropertiesTest {

  enum What {
    ARRIVE,
    RELEASE,
    RUN_OUT_OF_TIME,
    RESIZE
  }

  /** What happens next, to which caller, and to which of those inside or in line. */
  record Step(What what, List<String> caller, int which) {}

  private static Arbitrary<List<Step>> programs(Arbitrary<List<String>> callers) {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(8, What.ARRIVE),
                Tuple.of(4, What.RELEASE),
                Tuple.of(1, What.RUN_OUT_OF_TIME),
                Tuple.of(1, What.RESIZE)),
            callers,
            Arbitraries.integers().between(0, 30))
        .as(Step::new)
        .list()
        .ofMaxSize(80);
  }

  /** Some callers come far more often than others. */
  private static Arbitrary<String> names() {
    return Arbitraries.frequency(
        Tuple.of(8, "a"), Tuple.of(4, "b"), Tuple.of(2, "c"), Tuple.of(1, "d"));
  }

  @Provide
  Arbitrary<List<Step>> ofCallers() {
    return programs(names().map(List::of));
  }

  @Provide
  Arbitrary<List<Step>> ofTenants() {
    return programs(Combinators.combine(names(), names()).as(List::of));
  }

  @Property(tries = 1_000)
  void aPermitOrAPlaceGoesToTheCallerWithTheFewest(
      @ForAll("ofCallers") List<Step> program, @ForAll @IntRange(max = 8) int room) {
    new Model(room).run(program);
  }

  @Property(tries = 1_000)
  void itGoesToTheTenantWithTheFewestAndToItsCallerWithTheFewest(
      @ForAll("ofTenants") List<Step> program, @ForAll @IntRange(max = 8) int room) {
    new Model(room).run(program);
  }

  /** The semaphore and the model of it; one thread is enough, since none of its waiters parks. */
  private static final class Model {
    private final int room;
    private final SharingDiscipline discipline = new SharingDiscipline(Sharing.BY_CALLER);
    private final QueueingSemaphore semaphore;
    private final List<Waiter> line = new ArrayList<>();
    private final List<Holding> inside = new ArrayList<>();
    private final Map<Waiter, Integer> mustGoFirst = new HashMap<>();
    private final Map<List<String>, Integer> cameAt = new HashMap<>();
    private final Map<List<String>, Integer> servedAt = new HashMap<>();
    private int now;
    private int permits = 2;

    Model(int room) {
      this.room = room;
      this.semaphore =
          new QueueingSemaphore(new GateLimits(permits, room, UNBOUNDED_WAIT), discipline, () -> 0);
    }

    void run(List<Step> program) {
      for (Step step : program) {
        switch (step.what()) {
          case ARRIVE -> arrive(step.caller());
          case RELEASE -> release(step.which());
          case RUN_OUT_OF_TIME -> runOutOfTime(step.which());
          case RESIZE -> resize(1 + step.which() % 4);
        }
        cameAt.keySet().removeIf(prefix -> count(prefix, line) + inside(prefix) == 0);
        servedAt.keySet().retainAll(cameAt.keySet());
        assertThat(line.stream().anyMatch(Waiter::isSettled), is(false));
        assertThat(semaphore.waiting(), is(line.size()));
        assertThat(semaphore.inside(), is(inside.size()));
        assertThat(semaphore.callers(), is(callers()));
      }
    }

    private CallerLevels callers() {
      int waiting = prefixes(line, 0).size();
      double most = inside.stream().mapToInt(one -> inside(prefix(one.arrival, 0))).max().orElse(0);
      return new CallerLevels(waiting, inside.isEmpty() ? 0 : most / inside.size());
    }

    private void arrive(List<String> caller) {
      Arrival arrival = new Arrival(Priority.NORMAL, "", caller, OptionalLong.empty());
      boolean free = inside.size() < permits;
      Waiter waiter = new Waiter(arrival, 0);
      assertThat(semaphore.enter(waiter.holding) != Entry.NONE, is(free));
      if (free) {
        enter(waiter.holding);
      } else {
        join(waiter);
      }
    }

    private void join(Waiter newcomer) {
      boolean full = line.size() >= room;
      Waiter yielding = full ? yielding(newcomer) : null;
      mustGoFirst.put(newcomer, discipline.ahead(newcomer));
      semaphore.join(newcomer, UNBOUNDED, 1, ShedReason.WAIT_TIMEOUT);
      if (yielding != null) {
        assertShed(yielding, ShedReason.PREEMPTED);
        gone(yielding);
      }
      if (full && yielding == null) {
        assertShed(newcomer, ShedReason.ROOM_FULL);
      } else {
        comes(newcomer.arrival);
        line.add(newcomer);
      }
    }

    private static void assertShed(Waiter waiter, ShedReason reason) {
      assertThat(waiter.isSettled(), is(true));
      assertThat(waiter.shedReason(), is(reason));
    }

    private void runOutOfTime(int which) {
      if (!line.isEmpty()) {
        Waiter waiter = line.get(which % line.size());
        assertThat(
            semaphore.await(waiter, 0, ShedReason.WAIT_TIMEOUT), is(ShedReason.WAIT_TIMEOUT));
        gone(waiter);
      }
    }

    private void release(int which) {
      if (!inside.isEmpty()) {
        semaphore.release(inside.remove(which % inside.size()), 1);
        grantFree();
      }
    }

    private void resize(int newPermits) {
      permits = newPermits;
      semaphore.resize(newPermits);
      grantFree();
    }

    private void grantFree() {
      while (inside.size() < permits && !line.isEmpty()) {
        Waiter next = next();
        assertThat(next.isSettled(), is(true));
        assertThat(next.shedReason(), nullValue());
        assertThat(mustGoFirst.remove(next), is(lessThanOrEqualTo(0)));
        gone(next);
        enter(next.holding);
      }
    }

    /** One less is ahead of all others. */
    private void gone(Waiter waiter) {
      line.remove(waiter);
      mustGoFirst.replaceAll((other, ahead) -> ahead - 1);
    }

    private void comes(Arrival arrival) {
      for (int level = 0; level < arrival.fairBy().size(); level++) {
        cameAt.putIfAbsent(prefix(arrival, level), ++now);
        servedAt.putIfAbsent(prefix(arrival, level), now);
      }
    }

    private void enter(Holding holding) {
      Arrival arrival = holding.arrival;
      comes(arrival);
      inside.add(holding);
      for (int level = 0; level < arrival.fairBy().size(); level++) {
        servedAt.put(prefix(arrival, level), ++now);
      }
    }

    private Waiter next() {
      List<Waiter> candidates = line;
      for (int level = 0; level < line.getFirst().arrival.fairBy().size(); level++) {
        candidates =
            of(prefixes(candidates, level).stream().min(byTurn()).orElseThrow(), candidates);
      }
      return candidates.getFirst();
    }

    private @Nullable Waiter yielding(Waiter newcomer) {
      List<Waiter> candidates = line;
      boolean own = true;
      for (int level = 0;
          level < newcomer.arrival.fairBy().size() && !candidates.isEmpty();
          level++) {
        List<Waiter> all = candidates;
        List<String> most = most(all, level);
        List<String> ours = prefix(newcomer.arrival, level);
        own &= count(most, all) <= count(ours, all) + 1;
        candidates = of(own ? ours : most, all);
      }
      return own || candidates.isEmpty() ? null : candidates.getLast();
    }

    /** Of several the last that came, or if there is but one of each, the last to have its turn. */
    private List<String> most(List<Waiter> all, int level) {
      List<List<String>> prefixes = prefixes(all, level);
      int most = prefixes.stream().mapToInt(prefix -> count(prefix, all)).max().orElseThrow();
      return prefixes.stream()
          .filter(prefix -> count(prefix, all) == most)
          .max(most == 1 ? byTurn() : Comparator.comparing(cameAt::get))
          .orElseThrow();
    }

    private Comparator<List<String>> byTurn() {
      return Comparator.<List<String>>comparingInt(this::inside).thenComparing(servedAt::get);
    }

    private static List<List<String>> prefixes(List<Waiter> waiters, int level) {
      return waiters.stream().map(one -> prefix(one.arrival, level)).distinct().toList();
    }

    private static List<String> prefix(Arrival arrival, int level) {
      return arrival.fairBy().subList(0, level + 1);
    }

    private static List<Waiter> of(List<String> prefix, List<Waiter> waiters) {
      return waiters.stream().filter(one -> isOf(prefix, one.arrival)).toList();
    }

    private static int count(List<String> prefix, List<Waiter> waiters) {
      return of(prefix, waiters).size();
    }

    private int inside(List<String> prefix) {
      return (int) inside.stream().filter(one -> isOf(prefix, one.arrival)).count();
    }

    private static boolean isOf(List<String> prefix, Arrival arrival) {
      return prefix(arrival, prefix.size() - 1).equals(prefix);
    }
  }
}
