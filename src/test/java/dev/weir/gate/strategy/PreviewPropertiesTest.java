package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Partition;
import dev.weir.gate.PendingAdmission;
import dev.weir.gate.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * The preview of an update says what the update does then: whatever arrivals cost, unless both
 * lines may be the same one with a memory of those that are gone; and of arrivals of cost 1 always.
 */
@AddLifecycleHook(Tries.class)
class PreviewPropertiesTest {

  private static final List<Partition> PARTITIONS =
      List.of(new Partition("left", 2, 3, 1), new Partition("right", 3, 2, 0));

  /** One that comes, or the next of those inside that leaves. */
  record Step(boolean comes, Priority priority, String caller, String partition, int cost) {

    Arrival arrival() {
      return new Arrival(priority, caller, OptionalLong.empty())
          .in(new Partition(partition, 1, 1, 0))
          .costing(cost);
    }

    Step plain() {
      return new Step(comes, priority, caller, partition, 1);
    }
  }

  /** A strategy by its name, and its bounds. */
  record Choice(String name, int permits, int room, double perSecond) {

    /** Returns whether the line has a memory of those that are gone. */
    boolean remembers() {
      return name.startsWith("fair ") || UsualStrategies.kind(name).equals("priority");
    }

    Strategy strategy(List<Partition> partitions) {
      GateLimits limits = new GateLimits(permits, room, FOREVER);
      return UsualStrategies.asNamed(
          name,
          switch (UsualStrategies.kind(name)) {
            case "token-bucket" -> new TokenBucket(perSecond, 1 + permits);
            case "leaky-bucket" -> new LeakyBucket(perSecond, room, FOREVER);
            default -> UsualStrategies.named(name, limits);
          },
          partitions);
    }
  }

  @Provide
  Arbitrary<Choice> choices() {
    return Combinators.combine(
            Arbitraries.of(UsualStrategies.names()),
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(0, 8),
            Arbitraries.of(1.0, 2.0, 5.0))
        .as(Choice::new);
  }

  @Provide
  Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.of(true, true, true, false),
            Arbitraries.of(Priority.class),
            Arbitraries.of("one", "two", "three"),
            Arbitraries.of("left", "right", "neither"),
            Arbitraries.integers().between(1, 3))
        .as(Step::new);
  }

  @Property(tries = 2_000)
  void aPreviewSaysWhatTheUpdateDoes(
      @ForAll("choices") Choice before,
      @ForAll("choices") Choice after,
      @ForAll @Size(max = 25) List<@From("steps") Step> steps,
      @ForAll @IntRange(max = 1_500) int pauseMillis) {
    boolean isMemoryKept = before.remembers() && after.remembers();
    List<Partition> partitions = isMemoryKept ? UsualStrategies.PARTITIONS : PARTITIONS;
    Strategy next = after.strategy(partitions);
    Visits visits = new Visits(before.strategy(partitions));
    steps.forEach(step -> visits.take(isMemoryKept ? step.plain() : step));
    visits.pass(pauseMillis);
    UpdateEffect foreseen = visits.gate.preview(next);
    assertThat("a preview changes nothing", visits.decided(), is(new UpdateEffect(0, 0)));
    visits.gate.update(next);
    assertThat(visits.decided(), is(foreseen));
  }

  /** The arrivals at a gate, for which no threads wait. */
  private static final class Visits {
    final NonBlockingGate gate;
    private final AtomicLong clock = new AtomicLong();
    private final List<PendingAdmission> waiting = new ArrayList<>();
    private final List<Permit> inside = new ArrayList<>();

    Visits(Strategy strategy) {
      gate = strategy.open(GateObserver.NONE, clock::get);
    }

    void take(Step step) {
      if (step.comes()) {
        waiting.add(gate.arrive(step.arrival(), () -> {}));
      } else if (!inside.isEmpty()) {
        inside.removeFirst().close();
      }
      decided();
    }

    /** Those whose turn has come meanwhile enter. */
    void pass(int millis) {
      clock.addAndGet(millis * 1_000_000L);
      waiting.stream()
          .filter(each -> each.untilNanos() - clock.get() <= 0)
          .forEach(PendingAdmission::expire);
      decided();
    }

    /** Returns what became of those that waited, since the last time. */
    UpdateEffect decided() {
      int admitted = 0;
      int shed = 0;
      for (PendingAdmission each : List.copyOf(waiting)) {
        Admission admission = each.poll();
        if (admission != null) {
          waiting.remove(each);
        }
        if (admission instanceof Admitted one) {
          inside.add(one.permit());
          admitted++;
        } else if (admission != null) {
          shed++;
        }
      }
      return new UpdateEffect(admitted, shed);
    }
  }
}
