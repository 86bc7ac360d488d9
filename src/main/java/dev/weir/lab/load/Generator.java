package dev.weir.lab.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
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
  private final long patienceNanos;
  private final Agenda demand;
  private final BiConsumer<Ask, Ending> endings;
  private final Map<Connection, Exchange> underWay = new HashMap<>();

  /** All that are under way, and some that are over already, by the moment of their requests. */
  private final Deque<Exchange> byMoment = new ArrayDeque<>();

  private long beginNanos;

  private record Exchange(Ask ask, Connection connection) {}

  /**
   * Makes a generator for one demand.
   *
   * @param patience after how long it hangs up
   * @param endings hears how each request ended
   */
  public Generator(
      Connections connections, Duration patience, Agenda demand, BiConsumer<Ask, Ending> endings) {
    this.connections = connections;
    this.patienceNanos = patience.toNanos();
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
    while (demand.next() != Agenda.NEVER || !underWay.isEmpty()) {
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
    if (!byMoment.isEmpty()) {
      next = Math.min(next, byMoment.peek().ask().moment() + patienceNanos);
    }
    return Math.min(next - now(), LONGEST_WAIT_NANOS);
  }

  private void sendAllDue() {
    long now = now();
    while (demand.next() <= now) {
      Ask ask = demand.take();
      try {
        Exchange exchange = new Exchange(ask, connections.send(ask.stream()));
        underWay.put(exchange.connection(), exchange);
        byMoment.add(exchange);
      } catch (IOException e) {
        ended(ask, Ending.withoutAnswer(Outcome.FAILED, now() - ask.moment()));
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
        ended(exchange.ask(), Ending.withoutAnswer(Outcome.FAILED, age(exchange)));
      }
    }
  }

  private void answered(Connection connection) {
    Exchange exchange = underWay.remove(connection);
    ResponseReader answer = connection.answer();
    if (exchange != null) {
      long tookNanos = age(exchange);
      Outcome outcome = tookNanos > patienceNanos ? Outcome.LATE : Outcome.of(answer.status());
      OptionalInt status = OptionalInt.of(answer.status());
      connections.giveBack(connection);
      ended(exchange.ask(), new Ending(outcome, status, answer.retryAfterSeconds(), tookNanos));
    }
  }

  private long age(Exchange exchange) {
    return now() - exchange.ask().moment();
  }

  private void hangUp() {
    while (!byMoment.isEmpty()) {
      Exchange eldest = byMoment.peek();
      boolean over = !eldest.equals(underWay.get(eldest.connection()));
      if (!over && age(eldest) < patienceNanos) {
        return;
      }
      byMoment.remove();
      if (!over) {
        eldest.connection().close();
        underWay.remove(eldest.connection());
        ended(eldest.ask(), Ending.withoutAnswer(Outcome.LATE, age(eldest)));
      }
    }
  }

  private void ended(Ask ask, Ending ending) {
    endings.accept(ask, ending);
    demand.ended(ask, ending, now());
  }
}
