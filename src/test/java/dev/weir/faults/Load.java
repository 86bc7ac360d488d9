package dev.weir.faults;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.HttpText;
import dev.weir.WeirClient;
import dev.weir.lab.load.Connections;
import dev.weir.lab.load.Generator;
import dev.weir.lab.load.PlannedRequest;
import dev.weir.lab.load.Result;
import dev.weir.lab.load.Stop;
import dev.weir.lab.load.StoppedException;
import dev.weir.lab.load.Target;
import dev.weir.lab.load.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;

/**
 * A steady load that waits for no response, and counts them; it goes on until it is ended. Only if
 * very many requests are open, as on a machine that can't keep up, it pauses until one has ended.
 */
final class Load implements AutoCloseable {

  static final String GET = HttpText.head("GET /endpoint HTTP/1.1", "Host: weir");

  /** A client that waits for longer was forgotten. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<Integer, LongAdder> whole = new ConcurrentHashMap<>();
  private final LongAdder broken = new LongAdder();
  private final Stop stop = new Stop();
  private final Steady steady;
  private final Connections connections;
  private final Thread thread;
  private volatile Optional<Exception> failure = Optional.empty();

  /** Requests at even distances, until no more are wanted. */
  private static final class Steady implements Workload {

    /** More than any Weir of these tests lets in and wait. */
    private static final int MOST_OPEN = 500;

    private final long distanceNanos;
    private volatile boolean over;
    private long dueNanos;
    private int open;

    Steady(int perSecond) {
      distanceNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    @Override
    public long next() {
      return over || open == MOST_OPEN ? NEVER : dueNanos;
    }

    @Override
    public PlannedRequest take() {
      PlannedRequest ask = new PlannedRequest(dueNanos, 0);
      dueNanos += distanceNanos;
      open++;
      return ask;
    }

    @Override
    public void ended(PlannedRequest ask, Result ending, long moment) {
      if (open == MOST_OPEN) {
        // What was not sent during the pause is not made up for.
        dueNanos = Math.max(dueNanos, moment);
      }
      open--;
    }
  }

  private Load(WeirClient weir, int perSecond, Supplier<AsyncRequestProducer> request) {
    connections = new Connections(new Target(weir.address(), List.of(request)));
    steady = new Steady(perSecond);
    thread = Thread.ofPlatform().name("load").start(this::run);
  }

  /** Begins with so many plain requests a second. */
  static Load on(WeirClient weir, int perSecond) {
    return on(weir, perSecond, AsyncRequestBuilder.get(uri(weir, "/endpoint"))::build);
  }

  /** Returns the address of a path of Weir. */
  static URI uri(WeirClient weir, String path) {
    return URI.create("http://127.0.0.1:" + weir.address().getPort() + path);
  }

  /** Begins with so many of these requests a second. */
  static Load on(WeirClient weir, int perSecond, Supplier<AsyncRequestProducer> request) {
    return new Load(weir, perSecond, request);
  }

  private void run() {
    try (connections) {
      new Generator(connections, List.of(PATIENCE), steady, (ask, ending) -> count(ending))
          .run(stop);
    } catch (StoppedException | RuntimeException e) {
      failure = Optional.of(e);
    }
  }

  private void count(Result ending) {
    ending
        .status()
        .ifPresentOrElse(
            status -> whole.computeIfAbsent(status, any -> new LongAdder()).increment(),
            broken::increment);
  }

  /** Returns what became of those that are over. */
  Responses responses() {
    Map<Integer, Long> counts =
        whole.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
    return new Responses(counts, broken.sum());
  }

  /** Waits until so many more requests have been responded to with this status. */
  void awaitMore(int count, int status) {
    long enough = responses().of(status) + count;
    Eventually.until(() -> responses().of(status) >= enough);
  }

  /** Waits until so many more requests have had no whole response. */
  void awaitMoreBroken(int count) {
    long enough = broken.sum() + count;
    Eventually.until(() -> broken.sum() >= enough);
  }

  /** Sends no more, waits until all are over, and returns what became of them. */
  Responses end() throws InterruptedException {
    steady.over = true;
    thread.join();
    assertThat("how the load fared", failure, is(Optional.empty()));
    return responses();
  }

  @Override
  public void close() {
    stop.request();
  }
}
