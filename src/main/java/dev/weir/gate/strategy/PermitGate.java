package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import dev.weir.gate.queue.Entry;
import dev.weir.gate.queue.QueueingSemaphore;
import dev.weir.gate.queue.Waiter;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate of the strategies that give out a number of permits: an arrival that finds none waits in
 * line, within the limits; past the room or past the time it is shed. They differ in their {@link
 * PermitRules}.
 *
 * <p>An arrival with a deadline waits no longer than that less the time that a permit is usually
 * held, and is shed at once if it has passed. Where there is a {@link
 * dev.weir.gate.estimate.Forecast}, so is one whose turn would not come in time.
 *
 * <p>It has one semaphore for life, and so have its permits: whatever the rules are when they are
 * closed, they come back to where they were taken.
 */
class PermitGate implements UpdatableGate {

  /** Longer than any wait, and short enough to be added to any moment on the clock. */
  private static final long FOREVER_NANOS = GateLimits.UNBOUNDED_WAIT.toNanos();

  final QueueingSemaphore semaphore;

  private final LongSupplier nanoTime;
  private final PartEstimates estimates;
  private final RulesInForce rules;

  PermitGate(PermitRules rules, GateObserver observer, LongSupplier nanoTime) {
    this(rules, new QueueingSemaphore(RulesInForce.atFirst(rules), nanoTime), observer, nanoTime);
  }

  PermitGate(
      PermitRules rules,
      QueueingSemaphore semaphore,
      GateObserver observer,
      LongSupplier nanoTime) {
    this.semaphore = semaphore;
    this.nanoTime = nanoTime;
    this.rules = new RulesInForce(rules, semaphore, nanoTime);
    this.estimates = new PartEstimates(semaphore, observer, nanoTime);
    estimates.update(rules.partitions());
  }

  @Override
  public Admission enter(Arrival comer) {
    Arrival arrival = rules.get().admitsAll() ? withoutNeeds(comer) : comer;
    if (arrival.deadlineNanos().isPresent()) {
      return enterBy(arrival, arrival.deadlineNanos().getAsLong());
    }
    Admission atOnce = enterAtOnce(arrival);
    return atOnce == null ? enterOrWait(arrival, nanoTime.getAsLong(), FOREVER_NANOS) : atOnce;
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
  public final int mostPermits() {
    return rules.get().mostPermits();
  }

  @Override
  public void update(Strategy strategy) {
    PermitRules newRules = rules(strategy);
    rules.update(newRules, () -> estimates.update(newRules.partitions()));
  }

  @Override
  public UpdateEffect preview(Strategy strategy) {
    return UpdateEffect.of(semaphore.levels(), rules.limitsAfter(rules(strategy)));
  }

  private static PermitRules rules(Strategy strategy) {
    if (strategy instanceof CountedStrategy counted) {
      return counted.rules();
    }
    throw new UnsupportedOperationException(strategy.name());
  }

  @Override
  public final void close() {
    semaphore.close();
  }

  private static Arrival withoutNeeds(Arrival comer) {
    return new Arrival(comer.priority(), comer.caller(), OptionalLong.empty());
  }

  private Admission enterBy(Arrival arrival, long deadlineNanos) {
    long cameNanos = nanoTime.getAsLong();
    long leftNanos = deadlineNanos - cameNanos;
    if (leftNanos <= 0) {
      PartEstimate part = estimates.of(arrival);
      return shed(part, part.decisions.arrived(arrival, cameNanos), ShedReason.DEADLINE, 0);
    }
    Admission atOnce = enterAtOnce(arrival);
    return atOnce == null ? enterOrWait(arrival, cameNanos, leftNanos) : atOnce;
  }

  /** Admits an arrival that needs no wait, or returns null. */
  private @Nullable Admission enterAtOnce(Arrival arrival) {
    long entry = semaphore.enter(arrival);
    if (entry != Entry.NONE) {
      return Entry.isBusy(entry) || rules.areSearching()
          ? admittedAtOnce(new TimedPermit(arrival), entry)
          : admittedAtOnce(arrival, new UntimedPermit(arrival).taking(Entry.permits(entry)));
    }
    if (semaphore.seesEveryPass()) {
      TimedPermit permit = new TimedPermit(arrival);
      long seen = semaphore.enter(permit);
      return seen == Entry.NONE ? null : admittedAtOnce(permit, seen);
    }
    return null;
  }

  private Admission admittedAtOnce(TimedPermit permit, long entry) {
    if (Entry.isBusy(entry) || rules.areSearching()) {
      permit.begin(nanoTime.getAsLong());
    }
    return admittedAtOnce(permit.arrival, permit.taking(Entry.permits(entry)));
  }

  private Admission admittedAtOnce(Arrival arrival, Permit permit) {
    return estimates.of(arrival).decisions.admittedAtOnce(arrival, permit);
  }

  /** An arrival with so much time left needs some of it for the call itself. */
  private Admission enterOrWait(Arrival arrival, long cameNanos, long leftNanos) {
    PermitRules inForce = rules.get();
    PartEstimate part = estimates.of(arrival);
    TimedArrival arrived = part.decisions.arrived(arrival, cameNanos);
    long holdNanos = part.holdTime.usualNanos(cameNanos);
    long mostNanos = Math.min(inForce.maxWaitNanos(), arrival.maxWaitNanos());
    long patienceNanos = Math.min(mostNanos, leftNanos - holdNanos);
    long untilNanos = cameNanos + patienceNanos;
    int reach = inForce.forecast().placesInReach(patienceNanos, part.permits(), holdNanos);
    ShedReason whenOver =
        leftNanos - holdNanos < mostNanos ? ShedReason.DEADLINE : ShedReason.WAIT_TIMEOUT;
    TimedPermit permit = new TimedPermit(arrival);
    Waiter waiter = new Waiter(permit, cameNanos, arrived.inTurn());
    boolean waits = semaphore.join(waiter, reach, untilNanos, whenOver);
    ShedReason reason = waits ? await(part, waiter, untilNanos, whenOver) : waiter.shedReason();
    long nowNanos = waits || reason == null ? nanoTime.getAsLong() : cameNanos;
    long waitedNanos = waits ? nowNanos - cameNanos : 0;
    if (reason != null) {
      return shed(part, arrived, inForce.reason(reason), waitedNanos);
    }
    permit.begin(nowNanos);
    return part.decisions.admitted(arrived, permit.taking(waiter.permits()), waitedNanos);
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

  private static Admission shed(
      PartEstimate part, TimedArrival arrived, ShedReason reason, long waitedNanos) {
    return part.decisions.shed(arrived, reason, waitedNanos, part.waiting());
  }

  /**
   * The permit of an arrival that came in while the gate has little to do: every pass makes one.
   */
  private final class UntimedPermit extends CostedPermit {

    UntimedPermit(Arrival arrival) {
      super(arrival);
    }

    @Override
    QueueingSemaphore semaphore() {
      return semaphore;
    }
  }

  /**
   * The permit of an arrival that came in at a moment when the gate has much to do, or may have.
   */
  private final class TimedPermit extends CostedPermit {

    private static final AtomicReferenceFieldUpdater<TimedPermit, @Nullable Ending> ENDING =
        AtomicReferenceFieldUpdater.newUpdater(TimedPermit.class, Ending.class, "ending");

    private record Ending(CallResult result, long tookNanos) {}

    private long enteredNanos;

    /** How many were inside then, itself included; 0 if it is not timed. */
    private int insideAtEntry;

    private volatile @Nullable Ending ending;

    TimedPermit(Arrival arrival) {
      super(arrival);
    }

    /** It has its permits from this moment on. */
    void begin(long nanos) {
      enteredNanos = nanos;
      insideAtEntry = rules.areSearching() ? semaphore.inside() : 1;
    }

    @Override
    public void callEnded(CallResult result) {
      if (rules.areSearching()) {
        ENDING.compareAndSet(this, null, endingNow(result));
      }
    }

    @Override
    QueueingSemaphore semaphore() {
      return semaphore;
    }

    @Override
    void closing() {
      if (insideAtEntry == 0) {
        return;
      }
      if (rules.areSearching()) {
        Ending said = ending;
        Ending ended = said == null ? endingNow(CallResult.SUCCESS) : said;
        rules.callEnded(enteredNanos, ended.tookNanos(), insideAtEntry, ended.result());
      }
      long nowNanos = nanoTime.getAsLong();
      estimates.of(arrival).holdTime.add(nowNanos - enteredNanos, nowNanos);
    }

    private Ending endingNow(CallResult result) {
      return new Ending(result, nanoTime.getAsLong() - enteredNanos);
    }
  }
}
