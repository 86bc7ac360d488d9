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

  static boolean tryAcquire(QueueingSemaphore semaphore) {
    return semaphore.enter(arrival(Priority.NORMAL)) != Entry.NONE;
  }

  static Optional<ShedReason> join(
      QueueingSemaphore semaphore, Priority priority, long cameNanos, long untilNanos, int reach) {
    Waiter waiter = new Waiter(arrival(priority), cameNanos);
    boolean waits = semaphore.join(waiter, reach, untilNanos, ShedReason.WAIT_TIMEOUT);
    return Optional.ofNullable(
        waits ? semaphore.await(waiter, untilNanos, ShedReason.WAIT_TIMEOUT) : waiter.shedReason());
  }
}
