package dev.weir.edge;

import dev.weir.Eventually;
import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.strategy.WaitThenShed;
import dev.weir.time.CoalescingSleeper;
import dev.weir.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients of a real gate on a clock that is moved from event to event: they come, wait, are served,
 * or are refused and come back. Each is on a thread of its own, and nothing happens before the last
 * event has had its effect.
 */
final class Crowd implements AutoCloseable {

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong clock = new AtomicLong(TimeUnit.HOURS.toNanos(1));
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingLong(Event::number));
  private final RefusalDelay pace;
  private final List<Visit> pending = new ArrayList<>();
  private final Gate gate;
  private final GateLimits limits;
  private final long callNanos;
  private long number;

  /** At a gate whose refusals are paced as usual. */
  Crowd(GateLimits limits, Duration call, GateObserver observer) {
    this(limits, call, Duration.ofSeconds(1), observer);
  }

  Crowd(GateLimits limits, Duration call, Duration longestPace, GateObserver observer) {
    this.limits = limits;
    this.pace =
        new RefusalDelay(
            longestPace, clock::get, new CoalescingSleeper(new ManualTime().timeouts()));
    this.callNanos = call.toNanos();
    this.gate = new WaitThenShed(limits, true).open(observer, clock::get);
  }

  private record Event(long nanos, long number, Runnable action) {}

  private record Visit(Client client, Thread thread, CompletableFuture<Admission> admission) {}

  /** A client that wants to be served once. */
  final class Client {

    final List<Long> cameNanos = new ArrayList<>();
    OptionalLong servedNanos = OptionalLong.empty();
    private final Arrival arrival;
    private final boolean obedient;

    Client(String caller, boolean obedient) {
      this.arrival = Arrival.from(caller);
      this.obedient = obedient;
    }

    private void come() {
      cameNanos.add(now());
      CompletableFuture<Admission> admission = new CompletableFuture<>();
      Thread thread = Thread.ofVirtual().start(() -> admission.complete(gate.enter(arrival)));
      pending.add(new Visit(this, thread, admission));
      // Its clock stands still while it is parked.
      after(limits.maxWait().toNanos(), () -> LockSupport.unpark(thread));
    }

    private void decided(Admission admission) {
      switch (admission) {
        case Admitted admitted -> after(callNanos, () -> served(admitted));
        case Shed shed -> {
          if (obedient) {
            comeBack(shed);
          }
        }
      }
    }

    private void served(Admitted admitted) {
      admitted.permit().close();
      servedNanos = OptionalLong.of(now());
    }

    private void comeBack(Shed shed) {
      long holdNanos = pace.holdNanos(shed, OptionalLong.empty(), clock.get());
      Duration left = shed.retryAfter().minusNanos(holdNanos);
      long seconds = ShedResponse.wholeSeconds(left);
      after(holdNanos + seconds * SECOND_NANOS, this::come);
    }
  }

  /** A client comes at a moment from now, and again when Retry-After says, until it is served. */
  Client obedient(String caller, Duration at) {
    Client client = new Client(caller, true);
    after(at.toNanos(), client::come);
    return client;
  }

  /** One comes at a moment from now, and not again. */
  Client once(String caller, Duration at) {
    Client client = new Client(caller, false);
    after(at.toNanos(), client::come);
    return client;
  }

  /** So many come at once, each from an address of its own. */
  List<Client> obedient(int count, Duration at) {
    return IntStream.range(0, count).mapToObj(i -> obedient("client " + i + at, at)).toList();
  }

  long now() {
    return clock.get();
  }

  /** Lives through all that happens. */
  void run() {
    while (!events.isEmpty()) {
      Event next = events.remove();
      clock.set(next.nanos);
      next.action.run();
      settle();
    }
  }

  private void after(long nanos, Runnable action) {
    events.add(new Event(clock.get() + nanos, number++, action));
  }

  private void settle() {
    Eventually.until(
        () -> pending.stream().filter(this::undecided).count() == gate.levels().waiting());
    for (Iterator<Visit> each = pending.iterator(); each.hasNext(); ) {
      Visit visit = each.next();
      if (!undecided(visit)) {
        each.remove();
        visit.client.decided(visit.admission.join());
      }
    }
  }

  private boolean undecided(Visit visit) {
    return !visit.admission.isDone();
  }

  @Override
  public void close() {
    gate.close();
  }
}
