package dev.weir.gate.strategy;

import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Permit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Threads that do all that can be done to one gate, at random, as fast as they can: they enter,
 * leave, leave twice, correct the cost, interrupt each other, change the number of permits; the
 * first one that is done closes the gate. In the end all give back what they have.
 */
final class Storm {

  private static final List<Priority> PRIORITIES = List.of(Priority.values());
  private static final List<String> CALLERS = List.of("one", "two", "three");

  /** The gate may have them or not. */
  static final List<Partition> PARTITIONS =
      List.of(new Partition("capped", 1, 1, 0), new Partition("owed", 2, 2, 1));

  private static final int THREADS = 4;
  private static final int MOST_PERMITS = 3;
  private static final int MOST_COST = 4;
  private static final int MOST_PATIENCE_NANOS = 40_000;

  private final Gate gate;
  private final int operations;
  private final CountDownLatch begin = new CountDownLatch(1);
  private final AtomicInteger unsound = new AtomicInteger();
  private final List<Thread> threads =
      IntStream.range(0, THREADS).mapToObj(i -> new Thread(this::work)).toList();

  Storm(Gate gate, int operations) {
    this.gate = gate;
    this.operations = operations;
  }

  /**
   * Returns how many pictures showed too many in line, a free permit while one waited, or a
   * partition beyond its bounds.
   */
  int run() throws InterruptedException {
    threads.forEach(Thread::start);
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return unsound.get();
  }

  private void work() {
    awaitBegin();
    Deque<Permit> held = new ArrayDeque<>();
    for (int i = 0; i < operations / THREADS; i++) {
      operate(held);
    }
    gate.close();
    held.forEach(Permit::close);
  }

  private void operate(Deque<Permit> held) {
    switch (random(9)) {
      case 0, 1, 2 -> enter(held);
      case 3, 4 -> leave(held);
      case 5 -> look();
      case 6 -> resize();
      case 7 -> correct(held);
      default -> threads.get(random(THREADS)).interrupt();
    }
  }

  /** A thread that holds nothing may wait without end: another will leave. */
  private void enter(Deque<Permit> held) {
    Arrival arrival =
        new Arrival(any(PRIORITIES), any(CALLERS), OptionalLong.empty())
            .in(random(3) == 0 ? Partition.WHOLE : any(PARTITIONS))
            .costing(1 + random(MOST_COST));
    boolean patient = held.isEmpty() && random(4) == 0;
    long patienceNanos = random(MOST_PATIENCE_NANOS);
    if (gate.enter(patient ? arrival : arrival.withDeadline(System.nanoTime() + patienceNanos))
        instanceof Admitted admitted) {
      held.add(admitted.permit());
    }
    Thread.interrupted();
  }

  private static void leave(Deque<Permit> held) {
    Permit permit = held.poll();
    if (permit != null) {
      permit.close();
      permit.close();
    }
  }

  private static void correct(Deque<Permit> held) {
    Permit permit = held.peek();
    if (permit != null) {
      permit.costs(1 + random(MOST_COST));
    }
  }

  private void look() {
    GateLevels now = gate.levels();
    if (now.strandWaiter()
        || now.waiting() > now.limits().waitingRoom()
        || gate.partitions().stream().anyMatch(Storm::isBeyondItsBounds)) {
      unsound.incrementAndGet();
    }
  }

  private static boolean isBeyondItsBounds(PartitionLevels now) {
    return now.inside() > now.partition().permits()
        || now.waiting() > now.partition().waitingRoom();
  }

  private void resize() {
    ((PermitGate) gate).semaphore.resize(1 + random(MOST_PERMITS));
  }

  /** Whatever interrupts come already. */
  private void awaitBegin() {
    while (begin.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  private static <T> T any(List<T> all) {
    return all.get(random(all.size()));
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }
}
