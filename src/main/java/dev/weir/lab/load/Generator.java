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
 * Sends the requests of a demand when they are due, whatever became of those before them, and hangs
 * up on those that are not answered in time.
 *
 * <p>One thread does it all and waits for no answer, since client and server share the processors
 * of one machine: a virtual thread for each request takes more than twice as much of them. If it
 * falls behind all the same, the time of a request counts from the moment at which it was meant to
 * be sent.
 */
public final class Generator {

  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Connections connections;
  private final List<Duration> patience;
  private final Workload demand;
  private final BiConsumer<PlannedRequest, Result> endings;
  private final Map<Connection, Exchange> underWay = new HashMap<>();

  /** All that are under way, and some that are over already, by the end of their patience. */
  private final PriorityQueue<Exchange> byDeadline =
      new PriorityQueue<>(Comparator.comparingLong(Exchange::deadline));

  private long beginNanos;

  private record Exchange(PlannedRequest ask, Connection connection, long deadline) {}

  /**
   * Makes a generator for one demand.
   *
   * @param patience after how long it hangs up, for each stream of the demand
   * @param endings hears how each request ended
   */
  public Generator(
      Connections connections,
      List<Duration> patience,
      Workload demand,
      BiConsumer<PlannedRequest, Result> endings) {
    this.connections = connections;
    this.patience = patience;
    this.demand = demand;
    this.endings = endings;
  }

  /**
   * Begins now, and returns when the last request has ended.
   *
   * @throws StoppedException if it was stopped before that
   */
  public void run(Stop stop) throws IOException, StoppedException {
    beginNanos = System.nanoTime();
    while (demand.next() != Workload.NEVER || !underWay.isEmpty()) {
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
    long next = demand.next();
    if (!byDeadline.isEmpty()) {
      next = Math.min(next, byDeadline.element().deadline());
    }
    return Math.min(next - now(), LONGEST_WAIT_NANOS);
  }

  private void sendAllDue() {
    long now = now();
    while (demand.next() <= now) {
      PlannedRequest ask = demand.take();
      try {
        long deadline = ask.moment() + patience.get(ask.stream()).toNanos();
        Exchange exchange = new Exchange(ask, connections.send(ask.stream()), deadline);
        underWay.put(exchange.connection(), exchange);
        byDeadline.add(exchange);
      } catch (IOException e) {
        ended(ask, Result.withoutAnswer(ResultKind.FAILED, now() - ask.moment()));
      }
    }
  }

  private void proceed(Connection connection) {
    try {
      if (connection.proceed(connections.buffer())) {
        answered(connection);
      }
    } catch (IOException e) {
      connection.close();
      Exchange exchange = underWay.remove(connection);
      if (exchange != null) {
        ended(exchange.ask(), Result.withoutAnswer(ResultKind.FAILED, age(exchange)));
      }
    }
  }

  private void answered(Connection connection) {
    Exchange exchange = underWay.remove(connection);
    ResponseReader answer = connection.answer();
    if (exchange != null) {
      long now = now();
      ResultKind outcome =
          now > exchange.deadline() ? ResultKind.LATE : ResultKind.of(answer.status());
      OptionalInt status = OptionalInt.of(answer.status());
      connections.giveBack(connection);
      ended(
          exchange.ask(),
          new Result(outcome, status, answer.retryAfterSeconds(), now - exchange.ask().moment()));
    }
  }

  private long age(Exchange exchange) {
    return now() - exchange.ask().moment();
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
        ended(first.ask(), Result.withoutAnswer(ResultKind.LATE, age(first)));
      }
    }
  }

  private void ended(PlannedRequest ask, Result ending) {
    endings.accept(ask, ending);
    demand.ended(ask, ending, now());
  }
}
