package dev.weir.backend;

import io.helidon.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
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
 * <p>The jitter of the n-th call depends on the seed alone, so a run can be repeated.
 */
public final class SimulatedBackend implements Backend {

  /**
   * How a simulated backend behaves.
   *
   * @param latency what a call takes when nothing is in its way
   * @param jitter how much more or less it may take, evenly distributed
   * @param capacity how many calls at once do not slow each other down, at least 1
   * @param contention how much each call beyond that costs the others; 0 for nothing
   * @param seed what the jitter is drawn from
   */
  public record Behaviour(
      Duration latency, Duration jitter, int capacity, double contention, long seed) {}

  private final Behaviour behaviour;
  private final Random random;
  private final SteadySleep sleep = new SteadySleep();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicLong calls = new AtomicLong();

  /** Makes a backend that behaves like this. */
  public SimulatedBackend(Behaviour behaviour) {
    this.behaviour = behaviour;
    this.random = new Random(behaviour.seed());
  }

  @Override
  public BackendResponse call(BackendRequest request) {
    long startNanos = System.nanoTime();
    int concurrent = inside.incrementAndGet();
    try {
      long tookNanos = (long) (drawLatencyNanos() * slowdown(concurrent));
      BackendResponse answer = answer(concurrent, tookNanos);
      sleep.until(startNanos, tookNanos);
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException(
          BackendException.Failure.BROKEN, "The simulated call was interrupted", e);
    } finally {
      inside.decrementAndGet();
    }
  }

  private BackendResponse answer(int concurrent, long tookNanos) {
    return BackendResponse.json(
        JsonObject.builder()
            .set("backend", "simulated")
            .set("call", calls.incrementAndGet())
            .set("concurrent", concurrent)
            .set("tookMs", tookNanos / 1_000_000.0)
            .build()
            .toString());
  }

  /** Returns how many times longer a call takes as one of so many. */
  double slowdown(int concurrent) {
    int excess = Math.max(0, concurrent - behaviour.capacity());
    return 1 + behaviour.contention() * excess * concurrent / behaviour.capacity();
  }

  /** Draws what the next call takes when nothing is in its way. */
  double drawLatencyNanos() {
    double swing = behaviour.jitter().toNanos() * (2 * random.nextDouble() - 1);
    return Math.max(0, behaviour.latency().toNanos() + swing);
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
