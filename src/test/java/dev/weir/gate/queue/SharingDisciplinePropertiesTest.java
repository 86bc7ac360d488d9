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
import dev.weir.gate.Fairness;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.TimedPark;
import dev.weir.gate.queue.SharingModel.Holder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/**
 * A semaphore whose permits are divided among partitions, callers and classes, beside {@link
 * SharingModel}: caps, guarantees, places, costs that are corrected, permits that come and go.
 */
@AddLifecycleHook(Tries.class)
class SharingDisciplinePropertiesTest {

  private static final QueueOrder BY_ARRIVAL = QueueOrder.BY_ARRIVAL;
  private static final QueueOrder BY_CLASS =
      new QueueOrder.ByClass(new PriorityShares(Map.of(), 1));

  enum What {
    ARRIVE,
    RELEASE,
    CORRECT,
    RUN_OUT_OF_TIME,
    RESIZE,
    UPDATE
  }

  /** What happens next: to such an arrival, or to which of those inside or in line. */
  record Step(What what, Arrival arrival, int which, QueueSettings settings) {}

  @Provide
  Arbitrary<List<Step>> ofOneClass() {
    return programs(Arbitraries.just(Priority.NORMAL), Arbitraries.of(BY_ARRIVAL, BY_CLASS));
  }

  @Provide
  Arbitrary<List<Step>> ofClasses() {
    return programs(Arbitraries.of(Priority.class), Arbitraries.just(BY_CLASS));
  }

  private static Arbitrary<QueueSettings> settings(Arbitrary<QueueOrder> orders) {
    return Combinators.combine(
            orders,
            sharings().filter(sharing -> !sharing.equals(Sharing.NONE)),
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(0, 8))
        .as(
            (order, sharing, permits, room) ->
                new QueueSettings(new GateLimits(permits, room, UNBOUNDED_WAIT), sharing, order));
  }

  private static Arbitrary<List<Step>> programs(
      Arbitrary<Priority> priorities, Arbitrary<QueueOrder> orders) {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(12, What.ARRIVE),
                Tuple.of(5, What.RELEASE),
                Tuple.of(2, What.CORRECT),
                Tuple.of(1, What.RUN_OUT_OF_TIME),
                Tuple.of(1, What.RESIZE),
                Tuple.of(1, What.UPDATE)),
            arrivals(priorities),
            Arbitraries.integers().between(0, 30),
            settings(orders))
        .as(Step::new)
        .list()
        .ofMaxSize(80);
  }

  /** Some come far more often than others; one partition is not known to the gate. */
  private static Arbitrary<Arrival> arrivals(Arbitrary<Priority> priorities) {
    Arbitrary<String> names =
        Arbitraries.frequency(
            Tuple.of(8, "a"), Tuple.of(4, "b"), Tuple.of(2, "c"), Tuple.of(1, "d"));
    Arbitrary<Integer> costs =
        Arbitraries.frequency(
            Tuple.of(8, 1), Tuple.of(2, 2), Tuple.of(1, 3), Tuple.of(1, 1_000_000_000));
    Arbitrary<String> parts = Arbitraries.of("one", "two", "three", "unknown", "");
    return Combinators.combine(priorities, names, names, parts, costs)
        .as(
            (priority, tenant, caller, part, cost) ->
                new Arrival(priority, "", List.of(tenant, caller), OptionalLong.empty())
                    .in(new Partition(part, UNBOUNDED, UNBOUNDED, 0))
                    .costing(cost));
  }

  @Provide
  static Arbitrary<Sharing> sharings() {
    return Combinators.combine(
            Arbitraries.of(Fairness.class),
            partition("one"),
            partition("two"),
            partition("three"),
            Arbitraries.integers().between(0, 3))
        .as(
            (fairness, one, two, three, many) ->
                new Sharing(fairness, List.of(one, two, three).subList(0, many)));
  }

  private static Arbitrary<Partition> partition(String name) {
    return Combinators.combine(
            Arbitraries.of(0, 1, 2, 3, UNBOUNDED),
            Arbitraries.of(0, 1, 2, 3, UNBOUNDED),
            Arbitraries.integers().between(0, 3))
        .as(
            (permits, places, guaranteed) ->
                new Partition(name, permits, places, Math.min(permits, guaranteed)));
  }

  @Property(tries = 2_000)
  void aPermitOrAPlaceGoesWhereTheSharingSays(
      @ForAll("sharings") Sharing sharing,
      @ForAll("ofOneClass") List<Step> program,
      @ForAll @IntRange(max = 8) int room) {
    new Run(BY_ARRIVAL, sharing, room).run(program);
  }

  @Property(tries = 2_000)
  void withinAClassItGoesWhereTheSharingSays(
      @ForAll("sharings") Sharing sharing,
      @ForAll("ofClasses") List<Step> program,
      @ForAll @IntRange(max = 8) int room) {
    new Run(BY_CLASS, sharing, room).run(program);
  }

  /** The semaphore and the model; one thread is enough, since none of its waiters parks. */
  private static final class Run {

    static final int PERMITS = 4;

    private final QueueingSemaphore semaphore;
    private final SharingModel model;
    private final Map<String, Integer> insideBefore = new HashMap<>();
    private QueueSettings settings;

    /**
     * A line that is shared by none counts what is inside too, if there is a discipline for that.
     */
    Run(QueueOrder order, Sharing sharing, int room) {
      GateLimits limits = new GateLimits(PERMITS, room, UNBOUNDED_WAIT);
      settings = new QueueSettings(limits, sharing, order);
      semaphore =
          settings.equals(new QueueSettings(limits, Sharing.NONE, BY_ARRIVAL))
              ? new QueueingSemaphore(limits, new SharingDiscipline(sharing), () -> 0)
              : new QueueingSemaphore(settings, () -> 0, TimedPark.BY_TIMER);
      model = new SharingModel(sharing, PERMITS, room);
    }

    void run(List<Step> program) {
      for (Step step : program) {
        take(step);
        model.forgetThoseThatAreGone();
        assertThat(model.line.stream().anyMatch(Waiter::isSettled), is(false));
        assertLevels();
      }
      while (!model.inside.isEmpty() || !model.line.isEmpty()) {
        release(0);
        runOutOfTime(0);
      }
      assertThat(semaphore.levels().atRest(), is(true));
    }

    private void take(Step step) {
      switch (step.what()) {
        case ARRIVE -> arrive(step.arrival());
        case RELEASE -> release(step.which());
        case CORRECT -> correct(step.which());
        case RUN_OUT_OF_TIME -> runOutOfTime(step.which());
        case RESIZE -> resize(step.which() % 7);
        case UPDATE -> update(step.settings());
      }
    }

    private void update(QueueSettings newSettings) {
      boolean staysInLine = newSettings.haveLineOf(settings);
      GateLimits limits = newSettings.limits();
      settings = newSettings;
      semaphore.update(newSettings);
      model.rebound(newSettings.sharing(), limits.permits(), limits.waitingRoom());
      if (!staysInLine) {
        model.comeAgain();
      }
      lookInside();
      grantFree();
      for (var next = model.overflowing(); next.isPresent(); next = model.overflowing()) {
        assertShed(next.get(), ShedReason.ROOM_FULL);
        model.forgetThoseThatAreGone();
      }
      grantFree();
    }

    private void assertLevels() {
      assertThat(semaphore.inside(), is(model.taken()));
      assertThat(semaphore.waiting(), is(model.line.size()));
      assertThat(
          semaphore.levels().kept(), is(model.line.isEmpty() ? 0 : Math.max(0, model.free())));
      assertThat(semaphore.callers(), is(model.callers()));
      assertThat(semaphore.partitions(), is(model.partitions()));
      for (PartitionLevels each : semaphore.partitions()) {
        String name = each.partition().name();
        int bound = Math.max(each.partition().permits(), insideBefore.getOrDefault(name, 0));
        assertThat(each.inside(), lessThanOrEqualTo(bound));
        assertThat(each.waiting(), lessThanOrEqualTo(each.partition().waitingRoom()));
      }
      lookInside();
    }

    private void lookInside() {
      insideBefore.clear();
      for (PartitionLevels each : semaphore.partitions()) {
        insideBefore.put(each.partition().name(), each.inside());
      }
    }

    private void arrive(Arrival arrival) {
      int cost = model.cost(arrival);
      boolean enters = model.spare(arrival) >= cost && model.free() >= cost;
      Waiter waiter = new Waiter(arrival, 0);
      long entry = semaphore.enter(waiter.holding);
      assertThat(Entry.permits(entry), is(enters ? cost : 0));
      if (enters) {
        model.enter(waiter.holding, cost);
        grantFree();
      } else {
        join(waiter);
      }
    }

    private void join(Waiter waiter) {
      Arrival arrival = waiter.arrival;
      boolean hasPlace = model.hasPlace(arrival);
      Optional<Waiter> yielding = hasPlace ? Optional.empty() : model.yielding(arrival);
      semaphore.join(waiter, UNBOUNDED, 1, ShedReason.WAIT_TIMEOUT);
      yielding.ifPresent(one -> assertShed(one, ShedReason.PREEMPTED));
      if (hasPlace || yielding.isPresent()) {
        yielding.ifPresent(model.line::remove);
        model.forgetThoseThatAreGone();
        model.join(waiter);
      } else {
        assertShed(waiter, ShedReason.ROOM_FULL);
      }
      grantFree();
    }

    private static void assertShed(Waiter waiter, ShedReason reason) {
      assertThat(waiter.isSettled(), is(true));
      assertThat(waiter.shedReason(), is(reason));
    }

    private static void assertAdmitted(Waiter waiter) {
      assertThat(waiter.isSettled(), is(true));
      assertThat(waiter.shedReason(), nullValue());
    }

    private void release(int which) {
      if (!model.inside.isEmpty()) {
        Holder holder = model.inside.remove(which % model.inside.size());
        semaphore.release(holder.holding, holder.permits);
        grantFree();
      }
    }

    private void correct(int which) {
      if (model.inside.isEmpty()) {
        return;
      }
      Holder holder = model.inside.get(which % model.inside.size());
      int cost = 1 + which % 5;
      if (cost < holder.permits) {
        semaphore.release(holder.holding, holder.permits - cost);
        holder.permits = cost;
        grantFree();
      } else if (cost > holder.permits) {
        int more = Math.max(0, Math.min(cost - holder.permits, model.spare(holder.arrival)));
        assertThat(semaphore.enterAgain(holder.holding, cost - holder.permits), is(more));
        if (more > 0) {
          model.take(holder, more);
          grantFree();
        }
      }
    }

    private void runOutOfTime(int which) {
      if (!model.line.isEmpty()) {
        Waiter waiter = model.line.remove(which % model.line.size());
        assertThat(
            semaphore.await(waiter, 0, ShedReason.WAIT_TIMEOUT), is(ShedReason.WAIT_TIMEOUT));
        model.forgetThoseThatAreGone();
        grantFree();
      }
    }

    private void resize(int permits) {
      model.permits = permits;
      semaphore.resize(permits);
      grantFree();
    }

    private void grantFree() {
      for (Optional<Waiter> next = model.called(); next.isPresent(); next = model.called()) {
        int cost = model.inside.getLast().permits;
        assertAdmitted(next.get());
        assertThat(next.get().permits(), is(cost));
      }
    }
  }
}
