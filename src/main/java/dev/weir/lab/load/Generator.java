package dev.weir.lab.load;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of a workload when they are due, whatever became of earlier ones, and closes
 * the connections of those that get no response in time.
 *
 * <p>Its thread waits for no response, since client and server share the processors of one machine:
 * a virtual thread for each request takes more of them. If it falls behind all the same, the time
 * of a request counts from the moment at which it was meant to be sent.
 */
public final class Generator {

  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Connections connections;
  private final List<Duration> patience;
  private final Workload workload;
  private final BiConsumer<PlannedRequest, Result> results;

  /** Held by whichever thread uses the workload: this, or that of the connections. */
  private final ReentrantLock lock = new ReentrantLock();

  /** The next request is due sooner, or the last one has ended. */
  private final Condition sooner = lock.newCondition();

  /** All that are under way, and some that are over already, by the end of their patience. */
  private final PriorityQueue<Exchange> byDeadline =
      new PriorityQueue<>(Comparator.comparingLong((Exchange exchange) -> exchange.deadline));

  private int underWay;
  private long beginNanos;
  private long waitsUntil;

  /**
   * Makes a generator for one workload.
   *
   * @param patience after how long it hangs up, for each stream of the workload
   * @param results takes how each request ended, one after the other
   */
  public Generator(
      Connections connections,
      List<Duration> patience,
      Workload workload,
      BiConsumer<PlannedRequest, Result> results) {
    this.connections = connections;
    this.patience = patience;
    this.workload = workload;
    this.results = results;
  }

  /**
   * Begins now, and returns when the last request has ended.
   *
   * @throws StoppedException if it was stopped before that
   */
  public void run(Stop stop) throws StoppedException {
    lock.lock();
    try {
      beginNanos = System.nanoTime();
      while (workload.next() != Workload.NEVER || underWay > 0) {
        stop.check();
        sooner.awaitNanos(untilNext());
        hangUp();
        sendAllDue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } finally {
      lock.unlock();
    }
  }

  private long now() {
    return System.nanoTime() - beginNanos;
  }

  private long untilNext() {
    long now = now();
    waitsUntil = Math.min(workload.next(), now + LONGEST_WAIT_NANOS);
    if (!byDeadline.isEmpty()) {
      waitsUntil = Math.min(waitsUntil, byDeadline.element().deadline);
    }
    return waitsUntil - now;
  }

  private void sendAllDue() {
    long now = now();
    while (workload.next() <= now) {
      Exchange exchange = new Exchange(workload.take());
      underWay++;
      byDeadline.add(exchange);
      exchange.call = connections.send(exchange.request.stream(), exchange);
    }
  }

  private void hangUp() {
    while (!byDeadline.isEmpty()
        && (byDeadline.element().over || byDeadline.element().deadline <= now())) {
      byDeadline.remove().hangUp();
    }
  }

  private void wakeIfDue() {
    if (workload.next() < waitsUntil || underWay == 0) {
      sooner.signal();
    }
  }

  /** A request under way. */
  private final class Exchange implements FutureCallback<HttpResponse> {

    private final PlannedRequest request;
    private final long deadline;
    private @Nullable Call call;
    private boolean over;

    Exchange(PlannedRequest request) {
      this.request = request;
      this.deadline = request.moment() + patience.get(request.stream()).toNanos();
    }

    @Override
    public void completed(HttpResponse response) {
      lock.lock();
      try {
        int status = response.getCode();
        ResultKind kind = now() > deadline ? ResultKind.LATE : ResultKind.of(status);
        ended(new Result(kind, OptionalInt.of(status), Result.retryAfterSeconds(response), age()));
        sendAllDue();
        wakeIfDue();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void failed(Exception cause) {
      lock.lock();
      try {
        ended(Result.withoutResponse(ResultKind.FAILED, age()));
        wakeIfDue();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void cancelled() {
      failed(new StoppedException());
    }

    void hangUp() {
      if (!over) {
        ended(Result.withoutResponse(ResultKind.LATE, age()));
        if (call != null) {
          call.hangUp();
        }
      }
    }

    private long age() {
      return now() - request.moment();
    }

    private void ended(Result result) {
      if (over) {
        return;
      }
      over = true;
      underWay--;
      results.accept(request, result);
      workload.ended(request, result, now());
    }
  }
}
