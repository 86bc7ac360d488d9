package dev.weir.backend.simulated;

import dev.weir.backend.Backend;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import io.helidon.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A backend that only takes time, and more of it the more is asked of it at once.
 *
 * <p>Up to {@code capacity} concurrent calls, each takes {@code latency}, give or take {@code
 * jitter}. With {@code n} calls at once beyond that, each takes {@code 1 + contention * (n -
 * capacity) * n / capacity} times as long: the excess costs everybody, as the coherency term of the
 * Universal Scalability Law does (Gunther, "Guerrilla Capacity Planning", 2007), so that throughput
 * falls when too much is let in. With {@code contention} 0 it never slows down.
 *
 * <p>A share of the calls may take much longer than the others, and a share may be answered with
 * 500 at once, as by a service that fails before it has done any work. The jitter of the n-th call,
 * and whether it is slow or fails, depend on the seed alone, so a run can be repeated.
 *
 * <p>A {@link Schedule} changes all this with time. While it hangs no call makes progress: those
 * under way take up what was left of them when it ends, and those that came meanwhile begin then,
 * all at once.
 */
public final class SimulatedBackend implements Backend {

  /**
   * How a simulated backend behaves.
   *
   * @param latency what a call takes when nothing is in its way
   * @param jitter how much more or less it may take, evenly distributed
   * @param capacity how many calls at once do not slow each other down, at least 1
   * @param contention how much each call beyond that costs the others; 0 for nothing
   * @param errorShare the share of calls that are answered with 500 at once, from 0 to 1
   * @param seed what the jitter is drawn from
   */
  public record Behaviour(
      Duration latency,
      Duration jitter,
      int capacity,
      double contention,
      double errorShare,
      long seed) {

    /** Returns how many times longer a call takes as one of so many. */
    double slowdown(int concurrent) {
      int excess = Math.max(0, concurrent - capacity);
      return 1 + contention * excess * concurrent / capacity;
    }
  }

  /**
   * Calls that take longer than the others.
   *
   * @param share their share of all calls, from 0 to 1
   * @param factor how many times as long they take
   */
  public record SlowTail(double share, double factor) {

    /** All calls are alike. */
    public static final SlowTail NONE = new SlowTail(0, 1);
  }

  private static final long NOT_CALLED = Long.MIN_VALUE;
  private static final int SERVER_ERROR = 500;

  private final Behaviour behaviour;
  private final Latencies latencies;
  private final Schedule schedule;
  private final SteadySleep sleep = new SteadySleep();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong firstCallNanos = new AtomicLong(NOT_CALLED);

  /** Makes a backend that always behaves like this. */
  public SimulatedBackend(Behaviour behaviour) {
    this(behaviour, SlowTail.NONE, Schedule.NONE);
  }

  /** Makes a backend that behaves like this while the schedule says nothing else. */
  public SimulatedBackend(Behaviour behaviour, SlowTail tail, Schedule schedule) {
    this.behaviour = behaviour;
    this.latencies = new Latencies(behaviour.seed(), tail);
    this.schedule = schedule;
  }

  @Override
  public BackendResponse call(BackendRequest request) {
    long calledNanos = System.nanoTime();
    firstCallNanos.compareAndSet(NOT_CALLED, calledNanos);
    int concurrent = inside.incrementAndGet();
    try {
      long hungNanos = awaitBegin(calledNanos);
      return work(calledNanos + hungNanos, hungNanos, hungNanos > 0 ? inside.get() : concurrent);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException(
          BackendException.Failure.BROKEN, "The simulated call was interrupted", e);
    } finally {
      inside.decrementAndGet();
    }
  }

  /** Returns how long the call was held up before it could begin, in nanoseconds. */
  private long awaitBegin(long calledNanos) throws InterruptedException {
    long moment = calledNanos - firstCallNanos.get();
    long hungNanos = schedule.begin(moment) - moment;
    if (hungNanos > 0) {
      sleep.until(calledNanos, hungNanos);
    }
    return hungNanos;
  }

  private BackendResponse work(long beginNanos, long hungNanos, int concurrent)
      throws InterruptedException {
    long begin = beginNanos - firstCallNanos.get();
    Behaviour now = schedule.at(begin, behaviour);
    double usualNanos = latencies.draw(now);
    boolean fails = latencies.fails(now);
    long undisturbedNanos = fails ? 0 : (long) (usualNanos * now.slowdown(concurrent));
    long tookNanos = schedule.end(begin, undisturbedNanos) - begin;
    BackendResponse answer =
        answer(fails ? SERVER_ERROR : BackendResponse.OK, concurrent, hungNanos + tookNanos);
    sleep.until(beginNanos, tookNanos);
    return answer;
  }

  private BackendResponse answer(int status, int concurrent, long tookNanos) {
    return BackendResponse.json(
        status,
        JsonObject.builder()
            .set("backend", "simulated")
            .set("call", calls.incrementAndGet())
            .set("concurrent", concurrent)
            .set("tookMs", tookNanos / 1_000_000.0)
            .build()
            .toString());
  }

  @Override
  public Optional<String> outage() {
    return Optional.empty();
  }

  @Override
  public String description() {
    return "simulated ("
        + behaviour.latency().toMillis()
        + " ms, capacity "
        + behaviour.capacity()
        + ")";
  }

  @Override
  public void close() {}
}
