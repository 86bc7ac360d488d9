package dev.weir.gate.strategy;

import dev.weir.gate.Arrival.Priority;

/** One who comes to a semaphore and waits there, if that is what it takes. */
final class Joining {

  private Joining() {}

  static Verdict join(
      QueueingSemaphore semaphore, Priority priority, long cameNanos, long untilNanos, int reach) {
    Waiter waiter = new Waiter(priority, cameNanos);
    Verdict atTheDoor = semaphore.join(waiter, untilNanos, reach);
    return atTheDoor == Verdict.WAITING ? semaphore.await(waiter, untilNanos) : atTheDoor;
  }
}
