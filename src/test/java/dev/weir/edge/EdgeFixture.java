package dev.weir.edge;

import dev.weir.backend.Backend;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import dev.weir.edge.headers.CallerNames;
import dev.weir.edge.headers.ForwardedResolver;
import dev.weir.edge.headers.PriorityFields;
import dev.weir.edge.headers.PriorityFields.FromUntrusted;
import dev.weir.edge.headers.Via;
import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Permit;
import dev.weir.log.LogFormat;
import dev.weir.routing.Route;
import dev.weir.routing.Routes;
import dev.weir.time.CoalescingSleeper;
import dev.weir.time.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * An edge between a gate and a backend that do what a test says, with all that it reports. Its
 * clock stands still until a test moves it.
 */
final class EdgeFixture implements Gate, Backend, RequestObserver, AutoCloseable {

  static final int MOST_BODY_BYTES = 5;

  /** How one request ended. */
  record Ended(Admission admission, Outcome outcome, long totalNanos) {}

  final AtomicLong nanoTime = new AtomicLong(7);
  final Draining draining = new Draining();
  final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  final BlockingQueue<Outcome> called = new LinkedBlockingQueue<>();
  final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  /** What was said of the call of each permit, and when it was closed. */
  final BlockingQueue<String> permits = new LinkedBlockingQueue<>();

  final HandlerServer server;

  volatile Function<Arrival, Admission> decision = arrival -> new Admitted(permit(), 0);
  volatile Function<BackendRequest, BackendResponse> response =
      request -> BackendResponse.json("{}");

  private final Timeouts timeouts = new Timeouts(System::nanoTime);
  private final CoalescingSleeper sleeper = new CoalescingSleeper(timeouts);

  EdgeFixture(LogFormat format) {
    this(format, Routes.NONE);
  }

  /** Makes an edge whose routes all lead to the one gate. */
  EdgeFixture(LogFormat format, Routes routes) {
    this.server =
        new HandlerServer(
            new Edge(
                new ProxyPolicy(
                    new ForwardedResolver(List.of()), new Via("here"), false, MOST_BODY_BYTES),
                new RouteTable(routes, this::entry),
                this,
                draining,
                RequestTracer.OFF,
                AccessLog.of(format, lines::add),
                nanoTime::get));
  }

  private RouteEntry entry(Route route) {
    RefusalDelay none = new RefusalDelay(Duration.ZERO, nanoTime::get, sleeper);
    PriorityFields priority = new PriorityFields("X-Priority", FromUntrusted.HEARD);
    GateEntry gate = new GateEntry("default", this, none, new LastSheds(), priority);
    return new RouteEntry(route, gate, new CallerNames(List.of()), this);
  }

  private Permit permit() {
    return new Permit() {
      @Override
      public void callEnded(CallResult result) {
        permits.add(result.name());
      }

      @Override
      public void costs(int permits) {
        EdgeFixture.this.permits.add("costs " + permits);
      }

      @Override
      public void close() {
        permits.add("closed");
      }
    };
  }

  @Override
  public Admission enter(Arrival arrival) {
    return decision.apply(arrival);
  }

  @Override
  public GateLevels levels() {
    return new GateLevels(new GateLimits(4, 8, Duration.ofSeconds(1)), 4, 3);
  }

  @Override
  public BackendResponse call(BackendRequest request) {
    return response.apply(request);
  }

  @Override
  public Optional<String> unhealthyReason() {
    return Optional.empty();
  }

  @Override
  public String description() {
    return "a test";
  }

  @Override
  public void backendCalled(Outcome outcome, long backendNanos, Optional<SpanIds> span) {
    called.add(outcome);
  }

  @Override
  public void ended(Admission admission, Outcome outcome, long totalNanos, Optional<SpanIds> span) {
    ended.add(new Ended(admission, outcome, totalNanos));
  }

  @Override
  public void close() {
    server.close();
    sleeper.close();
    timeouts.close();
  }
}
