package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import dev.weir.gate.estimate.CallerTurns;
import dev.weir.gate.estimate.Forecast;
import dev.weir.gate.queue.Entry;
import dev.weir.gate.queue.QueueDiscipline;
import dev.weir.gate.queue.QueueingSemaphore;
import dev.weir.gate.queue.Waiter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate of the strategies that give out a number of permits: an arrival that finds none waits in
 * line, within the limits; past the room or past the time it is shed. They differ in their limits
 * and in the {@link QueueDiscipline}.
 *
 * <p>An arrival with a deadline waits no longer than that less the time that a permit is usually
 * held, and is shed at once if it has passed. Where there is a {@link Forecast}, so is one whose
 * turn would not come in time.
 */
class PermitGate implements UpdatableGate {

  /** Longer than any wait, and short enough to be added to any moment on the clock. */
  private static final long FOREVER_NANOS = GateLimits.UNBOUNDED_WAIT.toNanos();

  final LongSupplier nanoTime;
  final QueueingSemaphore semaphore;

  private final PartEstimate whole;
  private final Map<String, PartEstimate> partitions = new HashMap<>();
  private final ReentrantLock updates = new ReentrantLock();
  private volatile PermitRules rules;

  PermitGate(PermitRules rules, GateObserver observer, LongSupplier nanoTime) {
    this(rules, rules.order().open(rules.limits(), rules.sharing(), nanoTime), observer, nanoTime);
  }

  PermitGate(
      PermitRules rules, QueueDiscipline line, GateObserver observer, LongSupplier nanoTime) {
    this.rules = rules;
    this.nanoTime = nanoTime;
    this.semaphore = new QueueingSemaphore(rules.limits(), line, nanoTime);
    CallerTurns turns = new CallerTurns(nanoTime.getAsLong());
    this.whole = new PartEstimate(Partition.WHOLE, semaphore, observer, nanoTime, turns);
    for (Partition bounds : rules.partitions()) {
      partitions.put(bounds.name(), new PartEstimate(bounds, semaphore, observer, nanoTime, turns));
    }
  }

  @Override
  public Admission enter(Arrival arrival) {
    if (arrival.deadlineNanos().isPresent()) {
      return enterBy(arrival, arrival.deadlineNanos().getAsLong());
    }
    long entry = semaphore.enter(arrival);
    return entry == Entry.NONE
        ? enterOrWait(arrival, nanoTime.getAsLong(), FOREVER_NANOS)
        : admittedAtOnce(arrival, entry);
  }

  private PartEstimate estimate(Arrival arrival) {
    return partitions.isEmpty()
        ? whole
        : partitions.getOrDefault(arrival.partition().name(), whole);
  }

  @Override
  public final GateLevels levels() {
    return semaphore.levels();
  }

  @Override
  public final CallerLevels callers() {
    return semaphore.callers();
  }

  @Override
  public final List<PartitionLevels> partitions() {
    return semaphore.partitions();
  }

  @Override
  public void update(Strategy strategy) {
    if (!(strategy instanceof PermitStrategy permits && permits.rules().isInLineOf(rules))) {
      throw new UnsupportedOperationException(strategy.name());
    }
    updates.lock();
    try {
      if (!permits.rules().equals(rules)) {
        update(permits.rules());
      }
    } finally {
      updates.unlock();
    }
  }

  private void update(PermitRules newRules) {
    rules = newRules;
    for (Partition bounds : newRules.partitions()) {
      Objects.requireNonNull(partitions.get(bounds.name())).rebounded(bounds);
    }
    semaphore.rebound(newRules.limits(), newRules.partitions());
  }

  @Override
  public final void close() {
    semaphore.close();
  }

  /** Makes the permit of an arrival that came in while the gate has little to do. */
  Permit permit(Arrival arrival, int permits) {
    // Every pass makes one: it holds nothing that it can do without.
    return new CostedPermit(arrival, permits) {
      @Override
      QueueingSemaphore semaphore() {
        return semaphore;
      }
    };
  }

  /** Makes the permit of an arrival that came in at a moment when the gate has much to do. */
  Permit timedPermit(Arrival arrival, int permits, long enteredNanos) {
    return new CostedPermit(arrival, permits) {
      @Override
      QueueingSemaphore semaphore() {
        return semaphore;
      }

      @Override
      void closing() {
        held(arrival, enteredNanos);
      }
    };
  }

  /** Takes note of how long an arrival held its permits, which it took at this moment. */
  final void held(Arrival arrival, long enteredNanos) {
    long nowNanos = nanoTime.getAsLong();
    estimate(arrival).holdTime.add(nowNanos - enteredNanos, nowNanos);
  }

  private Admission enterBy(Arrival arrival, long deadlineNanos) {
    long cameNanos = nanoTime.getAsLong();
    long leftNanos = deadlineNanos - cameNanos;
    if (leftNanos <= 0) {
      PartEstimate part = estimate(arrival);
      return shed(part, part.decisions.arrived(arrival, cameNanos), ShedReason.DEADLINE, 0);
    }
    long entry = semaphore.enter(arrival);
    return entry == Entry.NONE
        ? enterOrWait(arrival, cameNanos, leftNanos)
        : admittedAtOnce(arrival, entry);
  }

  /** An arrival with so much time left needs some of it for the call itself. */
  private Admission enterOrWait(Arrival arrival, long cameNanos, long leftNanos) {
    PermitRules inForce = rules;
    PartEstimate part = estimate(arrival);
    TimedArrival arrived = part.decisions.arrived(arrival, cameNanos);
    long holdNanos = part.holdTime.usualNanos(cameNanos);
    long mostNanos = Math.min(inForce.maxWaitNanos(), arrival.maxWaitNanos());
    long patienceNanos = Math.min(mostNanos, leftNanos - holdNanos);
    long untilNanos = cameNanos + patienceNanos;
    int reach = inForce.forecast().placesInReach(patienceNanos, part.permits(), holdNanos);
    ShedReason whenOver =
        leftNanos - holdNanos < mostNanos ? ShedReason.DEADLINE : ShedReason.WAIT_TIMEOUT;
    Waiter waiter = new Waiter(arrival, cameNanos, arrived.inTurn());
    boolean waits = semaphore.join(waiter, reach, untilNanos, whenOver);
    ShedReason reason = waits ? await(part, waiter, untilNanos, whenOver) : waiter.shedReason();
    long nowNanos = waits || reason == null ? nanoTime.getAsLong() : cameNanos;
    long waitedNanos = waits ? nowNanos - cameNanos : 0;
    return reason == null
        ? part.decisions.admitted(
            arrived, timedPermit(arrival, waiter.permits(), nowNanos), waitedNanos)
        : shed(part, arrived, inForce.reason(reason), waitedNanos);
  }

  private @Nullable ShedReason await(
      PartEstimate part, Waiter waiter, long untilNanos, ShedReason whenOver) {
    part.waits(1);
    try {
      return semaphore.await(waiter, untilNanos, whenOver);
    } finally {
      part.waits(-1);
    }
  }

  private Admission admittedAtOnce(Arrival arrival, long entry) {
    int permits = Entry.permits(entry);
    Permit permit =
        Entry.isBusy(entry)
            ? timedPermit(arrival, permits, nanoTime.getAsLong())
            : permit(arrival, permits);
    return estimate(arrival).decisions.admittedAtOnce(arrival, permit);
  }

  private static Admission shed(
      PartEstimate part, TimedArrival arrived, ShedReason reason, long waitedNanos) {
    return part.decisions.shed(arrived, reason, waitedNanos, part.waiting());
  }
}
