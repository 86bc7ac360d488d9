package dev.weir.lab.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Sends the requests of a workload when they are due, whatever became of earlier ones, and closes
 * the connections of those that get no response in time.
 *
 * <p>One thread does it all and waits for no response, since client and server share the processors
 * of one machine: a virtual thread for each request takes more than twice as much of them. If it
 * falls behind all the same, the time of a request counts from the moment at which it was meant to
 * be sent.
 */
public final class Generator {

  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Connections connections;
  private final List<Duration> patience;
  private final Workload workload;
  private final BiConsumer<PlannedRequest, Result> results;
  private final Map<Connection, Exchange> underWay = new HashMap<>();

  /** All that are under way, and some that are over already, by the end of their patience. */
  private final PriorityQueue<Exchange> byDeadline =
      new PriorityQueue<>(Comparator.comparingLong(Exchange::deadline));

  private long beginNanos;

  private record Exchange(PlannedRequest request, Connection connection, long deadline) {}

  /**
   * Makes a generator for one workload.
   *
   * @param patience after how long it hangs up, for each stream of the workload
   * @param results takes how each request ended
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
  public void run(Stop stop) throws IOException, StoppedException {
    beginNanos = System.nanoTime();
    while (workload.next() != Workload.NEVER || !underWay.isEmpty()) {
      stop.check();
      connections.await(untilNext(), this::proceed);
      hangUp();
      sendAllDue();
    }
  }

  private long now() {
    return System.nanoTime() - beginNanos;
  }

  private long untilNext() {
    long next = workload.next();
    if (!byDeadline.isEmpty()) {
      next = Math.min(next, byDeadline.element().deadline());
    }
    return Math.min(next - now(), LONGEST_WAIT_NANOS);
  }

  private void sendAllDue() {
    long now = now();
    while (workload.next() <= now) {
      PlannedRequest request = workload.take();
      try {
        long deadline = request.moment() + patience.get(request.stream()).toNanos();
        Exchange exchange = new Exchange(request, connections.send(request.stream()), deadline);
        underWay.put(exchange.connection(), exchange);
        byDeadline.add(exchange);
      } catch (IOException e) {
        ended(request, Result.withoutResponse(ResultKind.FAILED, now() - request.moment()));
      }
    }
  }

  private void proceed(Connection connection) {
    try {
      if (connection.proceed(connections.buffer())) {
        responded(connection);
      }
    } catch (IOException e) {
      connection.close();
      Exchange exchange = underWay.remove(connection);
      if (exchange != null) {
        ended(exchange.request(), Result.withoutResponse(ResultKind.FAILED, age(exchange)));
      }
    }
  }

  private void responded(Connection connection) {
    Exchange exchange = underWay.remove(connection);
    ResponseReader response = connection.response();
    if (exchange != null) {
      long now = now();
      ResultKind outcome =
          now > exchange.deadline() ? ResultKind.LATE : ResultKind.of(response.status());
      OptionalInt status = OptionalInt.of(response.status());
      connections.giveBack(connection);
      ended(
          exchange.request(),
          new Result(
              outcome, status, response.retryAfterSeconds(), now - exchange.request().moment()));
    }
  }

  private long age(Exchange exchange) {
    return now() - exchange.request().moment();
  }

  private void hangUp() {
    while (!byDeadline.isEmpty()) {
      Exchange first = byDeadline.element();
      boolean over = !first.equals(underWay.get(first.connection()));
      if (!over && now() < first.deadline()) {
        return;
      }
      byDeadline.remove();
      if (!over) {
        first.connection().close();
        underWay.remove(first.connection());
        ended(first.request(), Result.withoutResponse(ResultKind.LATE, age(first)));
      }
    }
  }

  private void ended(PlannedRequest request, Result result) {
    results.accept(request, result);
    workload.ended(request, result, now());
  }
}
