package dev.weir.gate.shadow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Sharing;
import dev.weir.gate.strategy.Block;
import dev.weir.gate.strategy.CoDel;
import dev.weir.gate.strategy.Demand;
import dev.weir.gate.strategy.LeakyBucket;
import dev.weir.gate.strategy.PriorityShedding;
import dev.weir.gate.strategy.Reject;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.TokenBucket;
import dev.weir.gate.strategy.WaitThenShed;
import dev.weir.gate.strategy.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.jspecify.annotations.Nullable;

/** A shadow beside a gate in force, which meet the same requests. */
@AddLifecycleHook(Tries.class)
class VirtualGatePropertiesTest {

  private static final Map<Priority, Double> SHARES =
      Map.of(Priority.CRITICAL, 0.5, Priority.HIGH, 0.2, Priority.NORMAL, 0.1, Priority.LOW, 0.05);

  /** All whose decisions do not change how long calls take, while they decide by that. */
  @Provide
  Arbitrary<Strategy> strategies() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(0, 6),
            Arbitraries.longs().between(1, 40_000_000).map(half -> 2 * half + 1),
            Arbitraries.of(true, false),
            Arbitraries.of(Sharing.NONE, Sharing.BY_CALLER))
        .flatAs(VirtualGatePropertiesTest::strategies);
  }

  private static Arbitrary<Strategy> strategies(
      int permits, int room, long maxWait, boolean hopeless, Sharing sharing) {
    GateLimits limits = new GateLimits(permits, room, Duration.ofNanos(maxWait));
    return Arbitraries.of(
        new Block(permits),
        new Reject(permits),
        new WaitThenShed(limits, hopeless, sharing),
        new WorkerPool(permits, room, sharing),
        new TokenBucket(40, 2),
        new LeakyBucket(70, room, limits.maxWait()),
        new Demand(permits, room),
        new PriorityShedding(limits, hopeless, sharing, SHARES, 0.75));
  }

  @Provide
  Arbitrary<List<Planned>> requests() {
    return Planned.some(3);
  }

  @Property(tries = 400)
  void aShadowDecidesAsTheGateInForceDoes(
      @ForAll("strategies") Strategy strategy, @ForAll("requests") List<Planned> requests) {
    Decisions foreseen = new Decisions();
    SortedSet<Long> moments = play(strategy, requests, foreseen);
    Decisions enforced = new Decisions();
    EnforcedRun run = new EnforcedRun(strategy, enforced);
    run.run(requests, moments);
    List<String> decided = enforced.sorted();
    run.close();

    assertThat(strategy.toString(), decided, is(foreseen.sorted()));
  }

  /** Plays the requests to the end of the last call, and returns every moment that matters. */
  private static SortedSet<Long> play(
      Strategy strategy, List<Planned> requests, Decisions decisions) {
    SortedSet<Long> moments = new TreeSet<>();
    VirtualGate gate =
        gate(
            strategy,
            decisions,
            new Agenda() {
              @Override
              @Nullable Entry pollUntil(long nanos) {
                Entry next = super.pollUntil(nanos);
                if (next != null) {
                  moments.add(next.nanos());
                }
                return next;
              }
            });
    for (Planned request : requests) {
      moments.add(request.cameNanos());
      gate.arrive(request.ended(), request.cameNanos());
    }
    gate.advanceTo(Duration.ofHours(1).toNanos());
    return moments;
  }

  @Property(tries = 400)
  void everyArrivalIsAdmittedOrShedAndEveryPermitComesBack(
      @ForAll("strategiesOfAnyKind") Strategy strategy,
      @ForAll("requests") List<Planned> requests) {
    VirtualGate gate = gate(strategy, GateObserver.NONE, new Agenda());
    long come = 0;
    for (Planned request : requests) {
      gate.arrive(request.ended(), request.cameNanos());
      ShadowVerdict now = gate.verdict();
      assertThat(now.admitted() + shed(now) + now.waiting(), is(++come));
    }
    gate.advanceTo(Duration.ofHours(1).toNanos());

    ShadowVerdict end = gate.verdict();
    assertThat(end.admitted() + shed(end), is((long) requests.size()));
    assertThat(end.waiting(), is(0));
    assertThat(end.inside(), is(0));
  }

  @Provide
  Arbitrary<Strategy> strategiesOfAnyKind() {
    Strategy codel =
        new CoDel(
            new GateLimits(2, 5, Duration.ofMillis(40)),
            Duration.ofMillis(1),
            Duration.ofMillis(10));
    return Arbitraries.oneOf(strategies(), Arbitraries.just(codel));
  }

  private static VirtualGate gate(Strategy strategy, GateObserver observer, Agenda agenda) {
    return new VirtualGate(
        new ShadowStrategy("it", strategy),
        observer,
        0,
        request -> ((Progress.Ended) request.progress()).times(),
        agenda);
  }

  private static long shed(ShadowVerdict verdict) {
    return verdict.shed().values().stream().mapToLong(Long::longValue).sum();
  }
}
