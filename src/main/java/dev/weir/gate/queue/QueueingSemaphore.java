package dev.weir.gate.queue;

import static dev.weir.gate.queue.Occupancy.LOCKED;
import static dev.weir.gate.queue.Occupancy.ONE_INSIDE;
import static dev.weir.gate.queue.Occupancy.hasPermits;

import dev.weir.gate.Arrival;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.TimedPark;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A semaphore whose line is bounded, timed, can be closed, and has a discipline of its own.
 *
 * <p>It is exact: never are more than {@code permits} out, never more than {@code waitingRoom}
 * wait, and none overtakes but where the {@link QueueDiscipline} says so. An arrival takes as many
 * permits as it costs, at once, or all that there are if it costs more, and never fewer than one.
 * Permits that come back are handed to the one whose turn it is, so they are never free while one
 * waits that may have them. While fewer are free than that one takes, they are gathered for it. The
 * number of permits may change at any time: fewer take effect as they come back, and the change
 * holds up no thread.
 *
 * <p>{@code java.util.concurrent.Semaphore} is not enough here: its plain {@code tryAcquire}
 * barges, the length of its queue is an estimate, and a waiting thread can't learn why it is woken.
 */
public final class QueueingSemaphore {

  /*
   * While none waits, any thread changes the occupancy by compare-and-set. From the moment that one
   * waits, only the holder of the room's lock changes it: enter and release see a waiter in the word
   * that they are about to replace, and go there. So the line and the count of waiters agree
   * whenever that lock is free. If the line sees every pass, only the holder of that lock ever
   * changes it: which arrival may enter is not in the word, but that it is so is. So the line can be
   * replaced by the holder of the lock: what any other thread does is in the word.
   */
  private final AtomicLong occupancy;
  private final WaitingRoom room;
  private final LimitsInForce limits;
  private final LongSupplier nanoTime;
  private final TimedPark park;

  /** Begins with an empty line. {@code park} parks the threads that wait in it. */
  public QueueingSemaphore(QueueSettings settings, LongSupplier nanoTime, TimedPark park) {
    this(settings, settings.open(nanoTime), nanoTime, park);
  }

  /** Begins with a line of its own. */
  public QueueingSemaphore(GateLimits limits, QueueDiscipline line, LongSupplier nanoTime) {
    this(
        new QueueSettings(limits, Sharing.NONE, QueueOrder.BY_ARRIVAL),
        line,
        nanoTime,
        TimedPark.BY_TIMER);
  }

  private QueueingSemaphore(
      QueueSettings settings, QueueDiscipline line, LongSupplier nanoTime, TimedPark park) {
    this.nanoTime = nanoTime;
    this.park = park;
    GateLimits begin = settings.limits();
    this.occupancy = new AtomicLong(Occupancy.of(Occupancy.bounded(begin.permits())));
    this.limits = new LimitsInForce(begin, occupancy);
    this.room = new WaitingRoom(settings, line, limits, occupancy, nanoTime);
  }

  /**
   * Takes the permits of an arrival if that needs no wait, overtakes none, and needs no lock.
   *
   * @return the {@link Entry}; {@link Entry#NONE} if it took none
   */
  public long enter(Arrival arrival) {
    long now = occupancy.get();
    int cost = cost(arrival, now);
    while (hasPermits(now, cost)) {
      long after = now + cost * ONE_INSIDE;
      if (occupancy.compareAndSet(now, after)) {
        return Entry.of(cost, after);
      }
      now = occupancy.get();
      cost = cost(arrival, now);
    }
    return Entry.NONE;
  }

  /**
   * Takes the permits of an arrival if that needs no wait and overtakes none, and lets the line
   * know; for a line that {@link #seesEveryPass}.
   *
   * @return the {@link Entry}; {@link Entry#NONE} if it took none
   */
  public long enter(Holding newcomer) {
    return room.enter(newcomer);
  }

  /** Returns whether all enter with the lock. */
  public boolean seesEveryPass() {
    return (occupancy.get() & LOCKED) != 0;
  }

  /**
   * Takes up to so many more permits for an arrival that is inside, of those that are free and that
   * none is entitled to that waits.
   *
   * @return how many it took
   */
  public int enterAgain(Holding holding, int most) {
    return room.enterAgain(holding, most);
  }

  /**
   * Settles a newcomer, if that needs no wait, or puts it in line.
   *
   * @param reach how many may be in line ahead of it; if there are more, it is shed
   * @param untilNanos how long it may wait: a moment on the clock
   * @param whenOver why it is shed if that moment has come
   * @return whether it is in line now, and must {@link #await}, or {@link #expire} in time; if not,
   *     it is settled
   */
  public boolean join(Waiter waiter, int reach, long untilNanos, ShedReason whenOver) {
    ShedReason refusal = waiter.inTurn ? null : refusal(waiter.arrival, reach);
    if (refusal != null) {
      waiter.shed(refusal);
      return false;
    }
    return room.join(waiter, reach, untilNanos, whenOver);
  }

  /**
   * Waits in line for a permit, until a moment on the clock. If the thread is interrupted while it
   * waits, it takes none, and its interrupt flag is set on return.
   *
   * @return null with a permit; otherwise why it was shed
   */
  public @Nullable ShedReason await(Waiter waiter, long untilNanos, ShedReason whenOver) {
    waiter.await(
        untilNanos,
        nanoTime,
        park,
        () -> expire(waiter, untilNanos, whenOver),
        () -> leave(waiter, ShedReason.INTERRUPTED));
    if (!Thread.currentThread().isInterrupted()) {
      return waiter.shedReason();
    }
    if (waiter.shedReason() == null) {
      release(waiter.holding, waiter.permits);
    }
    return ShedReason.INTERRUPTED;
  }

  /**
   * Does what is due for one in line at the moment {@link Waiter#wakesAt}: calls it if its turn has
   * come by the clock, or sheds it if its time is over.
   */
  public void expire(Waiter waiter, long untilNanos, ShedReason whenOver) {
    if (waiter.isCalledBy(untilNanos)) {
      room.callDue(waiter);
    } else {
      room.expire(waiter, whenOver);
    }
  }

  /** Sheds one that is in line; if it is settled meanwhile, that stands. */
  public void leave(Waiter waiter, ShedReason reason) {
    room.leave(waiter, reason);
  }

  /**
   * Gives so many permits of an arrival back: to those whose turn it is, or, if there are none, to
   * the next that come.
   */
  public void release(Holding holding, int permits) {
    long now = occupancy.get();
    while (Occupancy.isLockFree(now)) {
      if (occupancy.compareAndSet(now, now - permits * ONE_INSIDE)) {
        return;
      }
      now = occupancy.get();
    }
    room.giveBack(holding, permits);
  }

  /** Returns how many permits an arrival takes where its line does not divide them. */
  private static int cost(Arrival arrival, long now) {
    int cost = arrival.cost();
    return cost == 1 ? 1 : Math.clamp(Occupancy.permits(now), 1, cost);
  }

  /** Changes the number of permits; if there are more, those whose turn it is enter at once. */
  public void resize(int permits) {
    room.resize(permits);
  }

  /**
   * Puts other settings in force, in one step. If there are more permits, those whose turn it is
   * enter at once. Those that have no place any more are shed for {@link ShedReason#ROOM_FULL}, the
   * first to make room first; the others wait for as long as they could before, and keep the order
   * in which they came where the new order says nothing else.
   *
   * <p>Those inside stay counted. A line that divides the permits counts each of them that has
   * entered since there was such a line; of those that entered when there was none, it only knows
   * the sum.
   */
  public void update(QueueSettings settings) {
    room.update(settings);
  }

  /**
   * Returns a copy of each that waits, to which was done what {@link #update} would do at once: it
   * is settled, or still waits. Meanwhile no other enters, leaves or joins with the lock.
   */
  public List<Waiter> rehearse(QueueSettings settings) {
    return room.rehearse(settings);
  }

  /** Sheds all that wait, and all that come from now on: {@link ShedReason#CLOSING}. */
  public void close() {
    room.close();
  }

  /** Returns how many permits there are. */
  public int permits() {
    return Occupancy.permits(occupancy.get());
  }

  /** Returns how many permits are out. */
  public int inside() {
    return Occupancy.inside(occupancy.get());
  }

  /** Returns how many wait. */
  public int waiting() {
    return Occupancy.waiting(occupancy.get());
  }

  /** Returns one consistent picture of all of that. */
  public GateLevels levels() {
    GateLevels glance = limits.glance();
    return glance == null ? room.look(limits::look) : glance;
  }

  /** Returns one consistent picture of the callers, where the line tells them apart. */
  public CallerLevels callers() {
    return room.look(QueueDiscipline::callers);
  }

  /** Returns one consistent picture of the partitions, where the line has any. */
  public List<PartitionLevels> partitions() {
    return room.look(QueueDiscipline::partitions);
  }

  /**
   * Returns why a newcomer is refused, where one look without the lock is enough to say so: a crowd
   * that is turned away does not hold up the threads that hand over their permits.
   */
  private @Nullable ShedReason refusal(Arrival arrival, int reach) {
    int changesBefore = limits.changes();
    boolean placesAreKept = limits.placesAreKept();
    int places = limits.places();
    long now = occupancy.get();
    int waiting = Occupancy.waiting(now);
    boolean mayWait = hasPermits(now, cost(arrival, now)) || waiting < Math.min(reach, places);
    if (mayWait || !placesAreKept || Occupancy.closed(now) || !limits.areSame(changesBefore)) {
      return null;
    }
    return waiting >= reach ? ShedReason.HOPELESS : ShedReason.ROOM_FULL;
  }
}
