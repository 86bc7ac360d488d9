package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** A gate that keeps permits for classes, beside three counts for each of them. */
@AddLifecycleHook(Tries.class)
class KeptPermitsPropertiesTest {

  enum What {
    COME,
    GIVE_BACK,
    GIVE_UP
  }

  /** What happens next, to which class, or to which of those inside or in line. */
  record Step(What what, Priority priority, int which) {}

  @Provide
  Arbitrary<List<Step>> programs() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(4, What.COME), Tuple.of(3, What.GIVE_BACK), Tuple.of(1, What.GIVE_UP)),
            Arbitraries.of(Priority.class),
            Arbitraries.integers().between(0, 20))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 200)
  void aPermitIsFreeWhileOneWaitsOnlyIfItIsKeptForOthers(
      @ForAll @IntRange(min = 1, max = 8) int permits,
      @ForAll @DoubleRange(max = 0.4) double critical,
      @ForAll @DoubleRange(max = 0.3) double high,
      @ForAll @DoubleRange(max = 0.3) double low,
      @ForAll @DoubleRange(max = 1) double lendable,
      @ForAll("programs") List<Step> program) {
    Map<Priority, Double> shares =
        Map.of(Priority.CRITICAL, critical, Priority.HIGH, high, Priority.LOW, low);
    GateLimits limits = new GateLimits(permits, 64, FOREVER);
    new Model(new PriorityShedding(limits, false, Sharing.NONE, shares, lendable)).run(program);
  }

  /** A gate and the model of it. */
  private static final class Model {

    private record Holder(Priority priority, Permit permit) {}

    private record Guest(Priority priority, Visitor visitor) {}

    private final PriorityShedding strategy;
    private final GateHarness harness;
    private final List<Holder> inside = new ArrayList<>();
    private final List<Guest> line = new ArrayList<>();

    Model(PriorityShedding strategy) {
      this.strategy = strategy;
      this.harness = new GateHarness(strategy, strategy.limits(), System::nanoTime);
    }

    void run(List<Step> program) {
      for (Step step : program) {
        switch (step.what()) {
          case COME -> come(step.priority());
          case GIVE_BACK -> giveBack(step.which());
          case GIVE_UP -> giveUp(step.which());
        }
        assertLevels();
      }
      harness.gate.close();
      line.forEach(guest -> assertThat(guest.visitor().shedFor(), is(ShedReason.CLOSING)));
      inside.forEach(holder -> holder.permit().close());
      harness.assertAtRest();
    }

    private void assertLevels() {
      GateLevels levels = harness.gate.levels();
      assertThat(levels.inside(), is(inside.size()));
      assertThat(levels.waiting(), is(line.size()));
      assertThat(levels.kept(), is(kept()));
      assertThat(line.stream().anyMatch(guest -> mayEnter(guest.priority())), is(false));
    }

    private int kept() {
      return Stream.of(Priority.values()).mapToInt(this::kept).sum();
    }

    private int kept(Priority priority) {
      long has = inside.stream().filter(holder -> holder.priority() == priority).count();
      return (int) Math.max(0, strategy.keptPermits(priority) - has);
    }

    private boolean mayEnter(Priority priority) {
      int free = strategy.limits().permits() - inside.size();
      return kept(priority) > 0 ? free > 0 : free > kept();
    }

    private void come(Priority priority) {
      Arrival arrival = new Arrival(priority, "somebody", OptionalLong.empty());
      if (mayEnter(priority)) {
        inside.add(new Holder(priority, harness.visit(arrival).permit()));
      } else {
        line.add(new Guest(priority, harness.park(arrival)));
      }
    }

    private void giveBack(int which) {
      if (inside.isEmpty()) {
        return;
      }
      inside.remove(which % inside.size()).permit().close();
      if (line.stream().anyMatch(guest -> mayEnter(guest.priority()))) {
        Guest called = called();
        assertThat(mayEnter(called.priority()), is(true));
        inside.add(new Holder(called.priority(), called.visitor().permit()));
      }
    }

    private Guest called() {
      Eventually.until(() -> line.stream().anyMatch(guest -> guest.visitor().admission().isDone()));
      Guest called =
          line.stream()
              .filter(guest -> guest.visitor().admission().isDone())
              .findFirst()
              .orElseThrow();
      line.remove(called);
      return called;
    }

    private void giveUp(int which) {
      if (!line.isEmpty()) {
        Guest guest = line.remove(which % line.size());
        guest.visitor().thread().interrupt();
        assertThat(guest.visitor().shedFor(), is(ShedReason.INTERRUPTED));
      }
    }
  }
}
