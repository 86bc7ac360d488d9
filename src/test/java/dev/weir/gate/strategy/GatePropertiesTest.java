package dev.weir.gate.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.Eventually;
import dev.weir.Tries;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Permit;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
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
 * Every gate that gives out permits, beside a model of it, on a clock that is moved by hand: an
 * arrival is inside, in line or shed; none is lost, none is inside beyond the permits, none
 * overtakes, whatever it costs.
 */
@AddLifecycleHook(Tries.class)
class GatePropertiesTest {

  private static final Duration MAX_WAIT = Duration.ofMinutes(5);

  enum What {
    COME,
    GIVE_BACK,
    GIVE_UP,
    RUN_OUT_OF_TIME,
    CLOSE
  }

  /** What happens next, to which class at which cost, or to which of those inside or in line. */
  record Step(What what, Priority priority, int cost, int which) {}

  @Provide
  Arbitrary<List<Step>> programs() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(16, What.COME),
                Tuple.of(8, What.GIVE_BACK),
                Tuple.of(3, What.GIVE_UP),
                Tuple.of(1, What.RUN_OUT_OF_TIME),
                Tuple.of(1, What.CLOSE)),
            Arbitraries.of(Priority.class),
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(0, 20))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<String> strategies() {
    return Arbitraries.of(GateContractTest.withPermits().toList());
  }

  @Property(tries = 700)
  void anArrivalIsInsideOrInLineOrShedAndNoneOvertakes(
      @ForAll("strategies") String strategy,
      @ForAll @IntRange(min = 1, max = 3) int permits,
      @ForAll @IntRange(max = 4) int room,
      @ForAll("programs") List<Step> program) {
    new Model(strategy, permits, room).run(program);
  }

  /** A gate and the model of it. */
  private static final class Model {

    /** An arrival that waits. */
    private record Guest(Priority priority, int cost, Visitor visitor) {}

    /** What an arrival that is inside has taken. */
    private record Held(Permit permit, int cost) {}

    private final AtomicLong clock = new AtomicLong();
    private final String strategy;
    private final GateHarness harness;
    private final int permits;
    private final int room;
    private final boolean classes;
    private final List<Held> inside = new ArrayList<>();
    private final List<Guest> line = new ArrayList<>();
    private boolean closed;

    Model(String strategy, int permits, int room) {
      this.strategy = strategy;
      this.permits = permits;
      this.classes = UsualStrategies.kind(strategy).equals("priority");
      GateLimits limits = new GateLimits(permits, room, MAX_WAIT);
      this.harness = new GateHarness(steady(strategy, limits), limits, clock::get);
      this.room = harness.gate.levels().limits().waitingRoom();
    }

    /** No arrival is shed for what is foreseen, and no limit and no line moves by itself. */
    private static Strategy steady(String strategy, GateLimits limits) {
      int permits = limits.permits();
      return UsualStrategies.asNamed(
          strategy,
          switch (UsualStrategies.kind(strategy)) {
            case "wait-then-shed" -> new WaitThenShed(limits, false);
            case "priority" ->
                new PriorityShedding(limits, false, Sharing.NONE, UsualStrategies.SHARES, 0.75);
            case "adaptive" -> new Adaptive(limits, false, Sharing.NONE, permits, permits);
            case "codel" -> new CoDel(limits, MAX_WAIT, MAX_WAIT);
            default -> UsualStrategies.named(strategy, limits);
          });
    }

    void run(List<Step> program) {
      for (Step step : program) {
        take(step);
        assertLevels();
      }
      while (!inside.isEmpty()) {
        giveBack(0);
        assertLevels();
      }
      harness.assertAtRest();
    }

    private void take(Step step) {
      switch (step.what()) {
        case COME -> come(step.priority(), cost(step));
        case GIVE_BACK -> giveBack(step.which());
        case GIVE_UP -> giveUp(step.which());
        case RUN_OUT_OF_TIME -> runOutOfTime();
        case CLOSE -> close();
      }
    }

    private void assertLevels() {
      GateLevels levels = harness.gate.levels();
      assertThat(levels.inside(), is(permits - free()));
      assertThat(levels.waiting(), is(line.size()));
      assertThat(levels.inside(), lessThanOrEqualTo(permits));
      assertThat(levels.waiting(), lessThanOrEqualTo(room));
    }

    private int free() {
      return permits - inside.stream().mapToInt(Held::cost).sum();
    }

    /** Which class gathers permits while another may have them is for tests of its own. */
    private int cost(Step step) {
      boolean counts = GateContractTest.costly(strategy) && !classes;
      return counts ? Math.min(step.cost(), permits) : 1;
    }

    private void come(Priority priority, int cost) {
      Arrival arrival = new Arrival(priority, "somebody", OptionalLong.empty()).costing(cost);
      if (closed) {
        assertThat(harness.visit(arrival).shedFor(), is(ShedReason.CLOSING));
      } else if (line.isEmpty() && cost <= free()) {
        inside.add(new Held(harness.visit(arrival).permit(), cost));
      } else if (line.size() < room) {
        line.add(new Guest(priority, cost, harness.park(arrival)));
      } else {
        findNoPlace(new Guest(priority, cost, harness.visit(arrival)));
      }
    }

    /** Either the newcomer is shed, or one of another class whose place it takes. */
    private void findNoPlace(Guest newcomer) {
      line.add(newcomer);
      Guest shed = decided(line);
      assertThat(
          shed.visitor().shedFor(),
          is(
              !shed.equals(newcomer)
                  ? ShedReason.PREEMPTED
                  : strategy.equals("reject") ? ShedReason.NO_PERMIT : ShedReason.ROOM_FULL));
      assertThat(shed.equals(newcomer) || shed.priority() != newcomer.priority(), is(true));
    }

    /** Takes out of line the only one of those about whom it is decided. */
    private Guest decided(List<Guest> among) {
      Eventually.until(() -> among.stream().anyMatch(one -> one.visitor().admission().isDone()));
      Guest decided =
          among.stream()
              .filter(one -> one.visitor().admission().isDone())
              .findFirst()
              .orElseThrow();
      line.remove(decided);
      return decided;
    }

    private void giveBack(int which) {
      if (inside.isEmpty()) {
        return;
      }
      Permit permit = inside.remove(which % inside.size()).permit();
      permit.close();
      permit.close();
      handOver();
    }

    /** One after the other has its turn, while as many are free as the first of them takes. */
    private void handOver() {
      while (!line.isEmpty() && line.getFirst().cost() <= free()) {
        Guest next = decided(line.stream().filter(this::first).toList());
        inside.add(new Held(next.visitor().permit(), next.cost()));
      }
    }

    /** Only priority knows classes; everywhere else there is one line. */
    private boolean first(Guest guest) {
      return line.stream()
          .takeWhile(other -> !other.equals(guest))
          .noneMatch(other -> !classes || other.priority() == guest.priority());
    }

    private void giveUp(int which) {
      if (!line.isEmpty()) {
        Guest guest = line.remove(which % line.size());
        guest.visitor().thread().interrupt();
        assertThat(guest.visitor().shedFor(), is(ShedReason.INTERRUPTED));
        handOver();
      }
    }

    /** The last one first: when the first one leaves, those behind it may enter. */
    private void runOutOfTime() {
      clock.addAndGet(MAX_WAIT.toNanos());
      while (GateContractTest.timed().contains(strategy) && !line.isEmpty()) {
        Visitor last = line.removeLast().visitor();
        LockSupport.unpark(last.thread());
        assertThat(last.shedFor(), is(ShedReason.WAIT_TIMEOUT));
      }
    }

    private void close() {
      harness.gate.close();
      closed = true;
      line.forEach(guest -> assertThat(guest.visitor().shedFor(), is(ShedReason.CLOSING)));
      line.clear();
    }
  }
}
