package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.PendingAdmission;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import dev.weir.gate.TimedPark;
import dev.weir.gate.queue.Entry;
import dev.weir.gate.queue.QueueingSemaphore;
import dev.weir.gate.queue.Waiter;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate of every strategy: an arrival that finds no permit waits in line, within the limits;
 * past the room or past the time it is shed. Strategies differ in their {@link PermitRules}; one
 * that limits how many come, and not how many are inside, has any number of permits.
 *
 * <p>An arrival with a deadline waits no longer than that less the time that a permit is usually
 * held, and is shed at once if it has passed. Where there is a {@link
 * dev.weir.gate.estimate.Forecast}, so is one whose turn would not come in time.
 *
 * <p>It has one semaphore for life, and so have its permits: whatever the rules are when they are
 * closed, they come back to where they were taken.
 */
class PermitGate implements NonBlockingGate {

  /** Longer than any wait, and short enough to be added to any moment on the clock. */
  private static final long FOREVER_NANOS = GateLimits.UNBOUNDED_WAIT.toNanos();

  final QueueingSemaphore semaphore;

  private final LongSupplier nanoTime;
  private final PartEstimates estimates;
  private final RulesInForce rules;
  private final Learning learning;

  PermitGate(PermitRules rules, GateObserver observer, LongSupplier nanoTime, TimedPark park) {
    this(
        rules,
        new QueueingSemaphore(RulesInForce.atFirst(rules), nanoTime, park),
        observer,
        nanoTime);
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
    estimates.update(rules);
    this.learning = new Learning(semaphore, this.rules, estimates, nanoTime);
  }

  @Override
  public Admission enter(Arrival comer) {
    Arrival arrival = asTheRulesTake(comer);
    Admission atOnce = decideAtOnce(arrival);
    return atOnce == null ? new Visit(arrival, null).await() : atOnce;
  }

  @Override
  public final PendingAdmission arrive(Arrival comer, Runnable woken) {
    Arrival arrival = asTheRulesTake(comer);
    Admission atOnce = decideAtOnce(arrival);
    return atOnce == null ? new Visit(arrival, woken) : new DecidedAdmission(atOnce);
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
    PermitRules newRules = strategy.rules();
    rules.update(newRules, () -> estimates.update(newRules));
  }

  @Override
  public UpdateEffect preview(Strategy strategy) {
    return UpdateEffect.of(rules.rehearse(strategy.rules()));
  }

  @Override
  public final void close() {
    semaphore.close();
  }

  private Arrival asTheRulesTake(Arrival comer) {
    return rules.get().admitsAll()
        ? new Arrival(comer.priority(), comer.caller(), OptionalLong.empty())
        : comer;
  }

  /** Decides about an arrival that needs no wait, or is too late for any; or returns null. */
  private @Nullable Admission decideAtOnce(Arrival arrival) {
    if (arrival.deadlineNanos().isPresent()) {
      long nowNanos = nanoTime.getAsLong();
      if (arrival.deadlineNanos().getAsLong() - nowNanos <= 0) {
        PartEstimate part = estimates.of(arrival);
        return shed(part, part.decisions.arrived(arrival, nowNanos), ShedReason.DEADLINE, 0);
      }
    }
    return enterAtOnce(arrival);
  }

  /** Admits an arrival that needs no wait, or returns null. */
  private @Nullable Admission enterAtOnce(Arrival arrival) {
    long entry = semaphore.enter(arrival);
    if (entry != Entry.NONE) {
      return learning.isTimed(entry)
          ? admittedAtOnce(new TimedPermit(learning, arrival), entry)
          : admittedAtOnce(
              arrival, new CostedPermit(semaphore, arrival).taking(Entry.permits(entry)));
    }
    if (semaphore.seesEveryPass()) {
      TimedPermit permit = new TimedPermit(learning, arrival);
      long seen = semaphore.enter(permit);
      return seen == Entry.NONE ? null : admittedAtOnce(permit, seen);
    }
    return null;
  }

  private Admission admittedAtOnce(TimedPermit permit, long entry) {
    if (learning.isTimed(entry)) {
      permit.begin(nanoTime.getAsLong());
    }
    return admittedAtOnce(permit.arrival, permit.taking(Entry.permits(entry)));
  }

  private Admission admittedAtOnce(Arrival arrival, Permit permit) {
    return estimates.of(arrival).decisions.admittedAtOnce(arrival, permit);
  }

  private static Admission shed(
      PartEstimate part, TimedArrival arrived, ShedReason reason, long waitedNanos) {
    return part.decisions.shed(arrived, reason, waitedNanos, part.waiting());
  }

  /** An arrival that found no permit: it is settled since, or in line. */
  private final class Visit implements PendingAdmission {

    private final PermitRules inForce = rules.get();
    private final PartEstimate part;
    private final TimedArrival arrived;
    private final TimedPermit permit;
    private final Waiter waiter;
    private final long untilNanos;
    private final ShedReason whenOver;
    private final boolean waits;

    /** An arrival that has a deadline needs some of the time until then for the call itself. */
    Visit(Arrival arrival, @Nullable Runnable woken) {
      long cameNanos = nanoTime.getAsLong();
      part = estimates.of(arrival);
      arrived = part.decisions.arrived(arrival, cameNanos);
      long holdNanos = part.holdTime.usualNanos(cameNanos);
      long leftNanos =
          arrival.deadlineNanos().isPresent()
              ? arrival.deadlineNanos().getAsLong() - cameNanos - holdNanos
              : FOREVER_NANOS;
      long mostNanos = Math.min(inForce.maxWaitNanos(), arrival.maxWaitNanos());
      long patienceNanos = Math.min(mostNanos, leftNanos);
      untilNanos = cameNanos + patienceNanos;
      whenOver = leftNanos < mostNanos ? ShedReason.DEADLINE : ShedReason.WAIT_TIMEOUT;
      permit = new TimedPermit(learning, arrival);
      waiter = new Waiter(permit, cameNanos, arrived.inTurn(), woken);
      int reach = inForce.forecast().placesInReach(patienceNanos, part.permits(), holdNanos);
      waits = semaphore.join(waiter, reach, untilNanos, whenOver);
      if (waits) {
        part.waits(1);
      }
    }

    Admission await() {
      return decided(waits ? semaphore.await(waiter, untilNanos, whenOver) : waiter.shedReason());
    }

    @Override
    public @Nullable Admission poll() {
      return waiter.isSettled() ? decided(waiter.shedReason()) : null;
    }

    @Override
    public long untilNanos() {
      return waiter.wakesAt(untilNanos);
    }

    @Override
    public void expire() {
      semaphore.expire(waiter, untilNanos, whenOver);
    }

    @Override
    public void leave() {
      semaphore.leave(waiter, ShedReason.INTERRUPTED);
    }

    private Admission decided(@Nullable ShedReason reason) {
      if (waits) {
        part.waits(-1);
      }
      long cameNanos = arrived.cameNanos();
      long nowNanos = waits || reason == null ? nanoTime.getAsLong() : cameNanos;
      long waitedNanos = waits ? nowNanos - cameNanos : 0;
      if (reason != null) {
        return shed(part, arrived, waits ? reason : inForce.reason(reason), waitedNanos);
      }
      permit.begin(nowNanos);
      return part.decisions.admitted(arrived, permit.taking(waiter.permits()), waitedNanos);
    }
  }
}
