package dev.weir.gate.queue;

import static dev.weir.gate.GateLimits.UNBOUNDED_WAIT;
import static dev.weir.gate.queue.Joining.arrival;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** What the classes get over a long time, of permits that come back one after the other. */
@AddLifecycleHook(Tries.class)
class SharesPropertiesTest {

  private static final int GRANTS = 2_000;
  private static final List<Priority> PRIORITIES = List.of(Priority.values());

  /** Parts of a thousand, of which the fifth is guaranteed to no class. */
  @Provide
  Arbitrary<List<Integer>> parts() {
    return Arbitraries.integers().between(0, 1_000).list().ofSize(5);
  }

  private static PriorityShares shares(List<Integer> parts) {
    double whole = Math.max(1, parts.stream().mapToInt(part -> part).sum());
    Map<Priority, Double> shares = new EnumMap<>(Priority.class);
    PRIORITIES.forEach(each -> shares.put(each, parts.get(PRIORITIES.indexOf(each)) / whole));
    return new PriorityShares(shares, 1);
  }

  @Property(tries = 300)
  void aClassThatAlwaysWaitsHasItsShareOfWhatComesBack(
      @ForAll("parts") List<Integer> parts,
      @ForAll @IntRange(min = 1, max = 64) int permits,
      @ForAll @NotEmpty Set<Priority> alwaysWaiting,
      @ForAll long seed) {
    PriorityShares shares = shares(parts);
    Traffic traffic = new Traffic(shares, permits, alwaysWaiting, new Random(seed));
    for (int grant = 0; grant < GRANTS; grant++) {
      traffic.comeAndLeave();
    }
    for (Priority each : alwaysWaiting) {
      // In the beginning others have them, and give them back one after the other.
      double settling = shares.of(permits, each) + PRIORITIES.size();
      double least = shares.of(GRANTS, each) - settling;
      assertThat(each.name(), traffic.granted(each), is(greaterThanOrEqualTo(least)));
    }
  }

  /** Some classes always wait, the others now and then; each call takes as long as the others. */
  private static final class Traffic {
    private static final int CALL_NANOS = 1_000_000;

    private record Call(Priority priority, long endNanos) {}

    private final PriorityDiscipline line;
    private final Set<Priority> alwaysWaiting;
    private final Random random;
    private final PriorityQueue<Call> inside =
        new PriorityQueue<>((one, other) -> Long.compare(one.endNanos, other.endNanos));
    private final Map<Priority, Integer> waiting = new EnumMap<>(Priority.class);
    private final Map<Priority, Integer> granted = new EnumMap<>(Priority.class);

    /** Begins with all permits out, to classes by chance. */
    Traffic(PriorityShares shares, int permits, Set<Priority> alwaysWaiting, Random random) {
      this.line =
          new PriorityDiscipline(shares, Sharing.NONE, new GateLimits(permits, 64, UNBOUNDED_WAIT));
      this.alwaysWaiting = alwaysWaiting;
      this.random = random;
      while (inside.size() < permits) {
        enter(new Call(any(), random.nextInt(CALL_NANOS)));
      }
    }

    double granted(Priority priority) {
      return granted.getOrDefault(priority, 0);
    }

    void comeAndLeave() {
      alwaysWaiting.forEach(this::come);
      come(any());
      Call over = inside.remove();
      line.left(arrival(over.priority), 1);
      Priority next = Objects.requireNonNull(line.next(1)).arrival.priority();
      waiting.merge(next, -1, Integer::sum);
      granted.merge(next, 1, Integer::sum);
      enter(new Call(next, over.endNanos + CALL_NANOS));
    }

    private void come(Priority priority) {
      if (waiting.getOrDefault(priority, 0) < 8) {
        line.join(new Waiter(arrival(priority), 0));
        waiting.merge(priority, 1, Integer::sum);
      }
    }

    private void enter(Call call) {
      inside.add(call);
      line.entered(arrival(call.priority), 1);
    }

    private Priority any() {
      return PRIORITIES.get(random.nextInt(PRIORITIES.size()));
    }
  }
}
