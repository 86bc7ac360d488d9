package dev.weir.gate.queue;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * One caller with 50 requests under way at a time and 99 with one, at five times what the permits
 * can do, on a clock that is moved by hand.
 */
class FairSharesTest {

  private static final int CALLERS = 100;
  private static final int FLOOD = 50;
  private static final int PERMITS = 30;
  private static final long HOLD_NANOS = Duration.ofMillis(20).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();
  private static final long END_NANOS = Duration.ofSeconds(20).toNanos();
  private static final Duration MAX_WAIT = Duration.ofMillis(250);
  private static final double FAIR_SHARE = (double) PERMITS * END_NANOS / HOLD_NANOS / CALLERS;

  @Test
  void aFloodTakesNothingFromTheOthers() {
    int[] served = new Traffic(new SharingDiscipline(Sharing.BY_CALLER), 1).run();
    assertThat(
        Arrays.stream(served).skip(1).mapToObj(each -> each / FAIR_SHARE).toList(),
        everyItem(greaterThanOrEqualTo(0.95)));
    assertThat(jain(served), greaterThanOrEqualTo(0.95));
  }

  @Test
  void aFloodUnderManyNamesOfOneTenantTakesNothingFromTheOthers() {
    int[] served = new Traffic(new SharingDiscipline(Sharing.BY_CALLER), 1_000_000).run();
    assertThat(jain(served), greaterThanOrEqualTo(0.95));
  }

  @Test
  void inOneLineAFloodTakesMost() {
    assertThat(jain(new Traffic(new FifoDiscipline(), 1).run()), lessThan(0.5));
  }

  /** Jain, Chiu, Hawe, "A Quantitative Measure of Fairness", DEC TR-301, 1984. */
  private static double jain(int[] served) {
    double sum = Arrays.stream(served).asDoubleStream().sum();
    double squares = Arrays.stream(served).asDoubleStream().map(each -> each * each).sum();
    return sum * sum / (served.length * squares);
  }

  /** Requests that come again as soon as they were served, or a while after they were shed. */
  private static final class Traffic {

    private record Event(long atNanos, long number, Runnable what) {}

    private record Request(int caller, Waiter waiter) {}

    private final QueueingSemaphore semaphore;
    private final int names;
    private final PriorityQueue<Event> events =
        new PriorityQueue<>(
            Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::number));
    private final List<Request> waiting = new ArrayList<>();
    private final int[] served = new int[CALLERS];
    private long nowNanos;
    private long number;

    /** The flood comes under so many names. */
    Traffic(QueueDiscipline line, int names) {
      this.names = names;
      GateLimits limits = new GateLimits(PERMITS, 128, MAX_WAIT);
      semaphore = new QueueingSemaphore(limits, line, () -> nowNanos);
    }

    int[] run() {
      IntStream.range(0, FLOOD).forEach(request -> in(0, () -> come(0)));
      IntStream.range(1, CALLERS).forEach(caller -> in(0, () -> come(caller)));
      while (events.element().atNanos() < END_NANOS) {
        Event next = events.remove();
        nowNanos = next.atNanos();
        next.what().run();
        List.copyOf(waiting).forEach(this::settle);
      }
      return served;
    }

    private void in(long nanos, Runnable what) {
      events.add(new Event(nowNanos + nanos, number++, what));
    }

    private void come(int caller) {
      String name = caller == 0 ? "flood " + number % names : "modest";
      Arrival arrival =
          new Arrival(Priority.NORMAL, "", List.of("tenant " + caller, name), OptionalLong.empty());
      Waiter waiter = new Waiter(arrival, nowNanos);
      if (semaphore.enter(waiter.holding) != Entry.NONE) {
        hold(caller, waiter.holding);
        return;
      }
      Request request = new Request(caller, waiter);
      long untilNanos = nowNanos + MAX_WAIT.toNanos();
      waiting.add(request);
      if (semaphore.join(
          request.waiter(), GateLimits.UNBOUNDED, untilNanos, ShedReason.WAIT_TIMEOUT)) {
        in(MAX_WAIT.toNanos(), () -> giveUp(request, untilNanos));
      }
    }

    private void giveUp(Request request, long untilNanos) {
      if (!request.waiter().isSettled()) {
        semaphore.await(request.waiter(), untilNanos, ShedReason.WAIT_TIMEOUT);
      }
    }

    private void settle(Request request) {
      if (!request.waiter().isSettled()) {
        return;
      }
      waiting.remove(request);
      if (request.waiter().shedReason() == null) {
        hold(request.caller(), request.waiter().holding);
      } else {
        in(PAUSE_NANOS, () -> come(request.caller()));
      }
    }

    private void hold(int caller, Holding holding) {
      in(
          HOLD_NANOS,
          () -> {
            served[caller]++;
            semaphore.release(holding, 1);
            come(caller);
          });
    }
  }
}
