package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Partition;
import dev.weir.gate.Permit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * What threads do at one gate, for Lincheck to call in any order. The first thread holds a permit
 * from the beginning; each thread gives back only what it was given.
 *
 * <p>No wait is without end, so that every scenario comes to one, and {@link GateSpecification}
 * says what each call may return.
 */
public abstract class GateOperations {

  static final int PERMITS = 1;
  static final int ROOM = 1;
  static final int BURST = 2;

  /** A rate at which nothing comes back: that would hang on how often a thread looks. */
  static final double NEVER = 1e-9;

  /** There are so many where some of them can't be used by all. */
  static final int PERMITS_IN_PARTITIONS = 2;

  static final Partition CAPPED = new Partition("capped", 1, 1, 0);

  /** Those that Lincheck runs at once, and one more for what comes before and after. */
  static final int THREADS = 4;

  static final int FIRST_THREAD = 1;

  private static final Partition OWED = new Partition("owed", 2, 2, 1);
  private static final List<String> CALLERS = List.of("one", "other");
  private static final List<Priority> PRIORITIES = List.of(Priority.values());

  final Gate gate;

  private final CountingClock clock = new CountingClock();
  private final List<Deque<Permit>> held =
      Stream.<Deque<Permit>>generate(ArrayDeque::new).limit(THREADS + 1).toList();

  GateOperations(String strategy) {
    int permits = UsualStrategies.inPartitions(strategy) ? PERMITS_IN_PARTITIONS : PERMITS;
    GateLimits limits = new GateLimits(permits, ROOM, FOREVER);
    gate = withoutTime(strategy, limits).open(GateObserver.NONE, clock);
    enter(FIRST_THREAD, CountingClock.NO_WAIT);
  }

  private static Strategy withoutTime(String strategy, GateLimits limits) {
    return UsualStrategies.asNamed(
        strategy,
        switch (UsualStrategies.kind(strategy)) {
          case "token-bucket" -> new TokenBucket(NEVER, BURST);
          case "leaky-bucket" -> new LeakyBucket(NEVER, limits.waitingRoom(), limits.maxWait());
          default -> UsualStrategies.named(strategy, limits);
        },
        List.of(CAPPED, OWED));
  }

  /** Two of three come to the same partition, where the gate has any. */
  static Partition partition(int thread) {
    return thread <= 2 ? CAPPED : OWED;
  }

  /** Waits for a while if there is no permit. */
  @Operation
  public Reply enter(@Param(gen = ThreadIdGen.class) int thread) {
    return enter(thread, CountingClock.SHORT_WAIT);
  }

  /** Has no time to wait. */
  @Operation
  public Reply enterAtOnce(@Param(gen = ThreadIdGen.class) int thread) {
    return enter(thread, CountingClock.NO_WAIT);
  }

  /** Gives one back, and once more what is not there any more; returns whether it had one. */
  @Operation
  public boolean leave(@Param(gen = ThreadIdGen.class) int thread) {
    Permit permit = held.get(thread).poll();
    if (permit == null) {
      return false;
    }
    permit.close();
    permit.close();
    return true;
  }

  @Operation
  public int inside() {
    return gate.levels().inside();
  }

  /** None waits in a room that is full, and none while a permit is free that it may have. */
  @Operation
  public boolean soundPicture() {
    GateLevels now = gate.levels();
    return now.waiting() <= now.limits().waitingRoom() && !now.strandWaiter();
  }

  /** When all is over, none waits, and all that are inside can leave. */
  @Validate
  public void noThreadIsLeftBehind() {
    held.forEach(permits -> permits.forEach(Permit::close));
    GateLevels levels = gate.levels();
    if (!levels.atRest()) {
      throw new IllegalStateException("still inside, or waiting: " + levels);
    }
  }

  private Reply enter(int thread, long patience) {
    OptionalLong deadline = OptionalLong.of(clock.getAsLong() + patience);
    Priority priority = PRIORITIES.get(thread % PRIORITIES.size());
    String caller = CALLERS.get(thread % CALLERS.size());
    Arrival arrival = new Arrival(priority, caller, deadline).in(partition(thread));
    Admission admission = gate.enter(arrival);
    if (admission instanceof Admitted admitted) {
      held.get(thread).add(admitted.permit());
    }
    return Reply.by(admission);
  }
}
