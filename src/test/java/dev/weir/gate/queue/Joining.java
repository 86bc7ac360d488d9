package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.ShedReason;
import java.util.Optional;
import java.util.OptionalLong;

/** Comes to a semaphore and waits there, if it has to: what becomes of it is a reason, or none. */
final class Joining {

  static final Optional<ShedReason> ADMITTED = Optional.empty();

  private Joining() {}

  static Optional<ShedReason> shed(ShedReason reason) {
    return Optional.of(reason);
  }

  static Arrival arrival(Priority priority) {
    return new Arrival(priority, "somebody", OptionalLong.empty());
  }

  /** What one has that entered where none is counted. */
  static Holding holding(Priority priority) {
    return new Holding(arrival(priority));
  }

  static boolean tryAcquire(QueueingSemaphore semaphore) {
    return tryAcquire(semaphore, holding(Priority.NORMAL));
  }

  static boolean tryAcquire(QueueingSemaphore semaphore, Holding newcomer) {
    long entry =
        semaphore.seesEveryPass() ? semaphore.enter(newcomer) : semaphore.enter(newcomer.arrival);
    return entry != Entry.NONE;
  }

  static Optional<ShedReason> join(
      QueueingSemaphore semaphore, Priority priority, long cameNanos, long untilNanos, int reach) {
    return join(semaphore, holding(priority), cameNanos, untilNanos, reach);
  }

  static Optional<ShedReason> join(
      QueueingSemaphore semaphore, Holding newcomer, long cameNanos, long untilNanos, int reach) {
    Waiter waiter = new Waiter(newcomer, cameNanos, false, null);
    boolean waits = semaphore.join(waiter, reach, untilNanos, ShedReason.WAIT_TIMEOUT);
    return Optional.ofNullable(
        waits ? semaphore.await(waiter, untilNanos, ShedReason.WAIT_TIMEOUT) : waiter.shedReason());
  }
}
