package dev.weir.backend.simulated;

import dev.weir.backend.Backend;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import io.helidon.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A backend that only takes time, and more of it the more is asked of it at once.
 *
 * <p>Up to {@code capacity} concurrent calls, each takes {@code latency}, give or take {@code
 * jitter}. With {@code n} calls at once beyond that, each takes {@code 1 + contention * (n -
 * capacity) * n / capacity} times as long: the excess costs all of them, as the coherency term of
 * the Universal Scalability Law does (Gunther, "Guerrilla Capacity Planning", 2007), so that
 * throughput falls when too much is let in. With {@code contention} 0 it never slows down.
 *
 * <p>A share of the calls may take much longer than the others, and a share may get a response of
 * 500 at once, as from a service that fails before it has done any work. The jitter of the n-th
 * call, and whether it is slow or fails, depend on the seed alone, so a run can be repeated.
 *
 * <p>A {@link Schedule} changes all this with time. While it hangs no call makes progress: those
 * under way take up what was left of them when it ends, and those that came meanwhile begin then,
 * all at once.
 */
public final class SimulatedBackend implements Backend {

  private static final long NOT_CALLED = Long.MIN_VALUE;
  private static final int SERVER_ERROR = 500;

  private final SimulatedConfig config;
  private final Latencies latencies;
  private final SteadySleep sleep = new SteadySleep();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong firstCallNanos = new AtomicLong(NOT_CALLED);

  /** Makes a backend, whose schedule begins with its first call. */
  public SimulatedBackend(SimulatedConfig config) {
    this.config = config;
    this.latencies = new Latencies(config);
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
    long hungNanos = config.schedule().begin(moment) - moment;
    if (hungNanos > 0) {
      sleep.until(calledNanos, hungNanos);
    }
    return hungNanos;
  }

  private BackendResponse work(long beginNanos, long hungNanos, int concurrent)
      throws InterruptedException {
    long begin = beginNanos - firstCallNanos.get();
    Pace now = config.schedule().at(begin, config.pace());
    double usualNanos = latencies.draw(now);
    boolean fails = latencies.fails(now);
    long undisturbedNanos = fails ? 0 : (long) (usualNanos * now.slowdown(concurrent));
    long tookNanos = config.schedule().end(begin, undisturbedNanos) - begin;
    BackendResponse response =
        response(fails ? SERVER_ERROR : BackendResponse.OK, concurrent, hungNanos + tookNanos);
    sleep.until(beginNanos, tookNanos);
    return response;
  }

  private BackendResponse response(int status, int concurrent, long tookNanos) {
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
  public Optional<String> unhealthyReason() {
    return Optional.empty();
  }

  @Override
  public String description() {
    return "simulated ("
        + config.pace().latency().toMillis()
        + " ms, capacity "
        + config.pace().capacity()
        + ")";
  }

  @Override
  public void close() {}
}
