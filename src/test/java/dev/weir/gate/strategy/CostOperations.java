package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Partition;
import dev.weir.gate.Permit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * What threads do, for Lincheck to call in any order, at one gate where an arrival takes several
 * permits and learns later what it costs. Each thread begins with one. There is no room: so no
 * permits are gathered, and {@link CostSpecification} can say what each call returns.
 */
public abstract class CostOperations {

  static final int PERMITS = 5;

  /** Two of three threads come to it, where the gate has it. */
  static final Partition CAPPED = new Partition("capped", 3, 0, 0);

  private final Gate gate;
  private final List<Deque<Permit>> held =
      Stream.<Deque<Permit>>generate(ArrayDeque::new).limit(GateOperations.THREADS + 1).toList();

  CostOperations(String strategy) {
    GateLimits limits = new GateLimits(PERMITS, 0, FOREVER);
    Strategy named = UsualStrategies.named(strategy, limits);
    gate =
        UsualStrategies.asNamed(strategy, named, List.of(CAPPED))
            .open(GateObserver.NONE, new CountingClock());
    for (int thread = 1; thread < GateOperations.THREADS; thread++) {
      enter(thread, 1);
    }
  }

  static boolean isCapped(int thread) {
    return thread <= 2;
  }

  @Operation
  public Reply enter(
      @Param(gen = ThreadIdGen.class) int thread,
      @Param(gen = IntGen.class, conf = "1:4") int cost) {
    Arrival arrival = Arrival.from("somebody").costing(cost);
    Admission admission = gate.enter(isCapped(thread) ? arrival.in(CAPPED) : arrival);
    if (admission instanceof Admitted admitted) {
      held.get(thread).add(admitted.permit());
    }
    return Reply.by(admission);
  }

  /** Gives all back that one arrival holds, and says once more what it cost. */
  @Operation
  public boolean leave(@Param(gen = ThreadIdGen.class) int thread) {
    Permit permit = held.get(thread).poll();
    if (permit == null) {
      return false;
    }
    permit.close();
    permit.costs(PERMITS);
    permit.close();
    return true;
  }

  /** Says what the longest one inside really costs; returns whether there is one. */
  @Operation
  public boolean correct(
      @Param(gen = ThreadIdGen.class) int thread,
      @Param(gen = IntGen.class, conf = "1:4") int cost) {
    Permit permit = held.get(thread).peek();
    if (permit == null) {
      return false;
    }
    permit.costs(cost);
    return true;
  }

  @Operation
  public void resize(@Param(gen = IntGen.class, conf = "1:4") int permits) {
    ((PermitGate) gate).semaphore.resize(permits);
  }

  @Operation(runOnce = true)
  public void close() {
    gate.close();
  }

  @Operation
  public int inside() {
    return gate.levels().inside();
  }

  /** When all is over, all that are inside can leave. */
  @Validate
  public void noPermitIsLeftBehind() {
    held.forEach(permits -> permits.forEach(Permit::close));
    GateLevels levels = gate.levels();
    boolean anyInPartition = gate.partitions().stream().anyMatch(each -> each.inside() != 0);
    if (!levels.atRest() || anyInPartition) {
      throw new IllegalStateException("still inside: " + levels + gate.partitions());
    }
  }

  public static class WithoutLock extends CostOperations {
    public WithoutLock() {
      super("reject");
    }
  }

  public static class InPartitions extends CostOperations {
    public InPartitions() {
      super("fair wait-then-shed in partitions");
    }
  }

  public static class ByClass extends CostOperations {
    public ByClass() {
      super("priority in partitions");
    }
  }
}
