package dev.weir;

import dev.weir.address.AddressRange;
import dev.weir.backend.Backend;
import dev.weir.edge.AccessLog;
import dev.weir.edge.ArrivalFactory;
import dev.weir.edge.BodyLimit;
import dev.weir.edge.Draining;
import dev.weir.edge.Edge;
import dev.weir.edge.HealthChecks;
import dev.weir.edge.NotFound;
import dev.weir.edge.ProxyPolicy;
import dev.weir.edge.RefusalDelay;
import dev.weir.edge.Rejections;
import dev.weir.edge.ReservedPaths;
import dev.weir.edge.ShedResponse;
import dev.weir.edge.UnsupportedRequestFilter;
import dev.weir.edge.headers.ForwardedResolver;
import dev.weir.edge.headers.Via;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.audit.AuditedGate;
import dev.weir.gate.audit.Auditor;
import dev.weir.log.Logs;
import dev.weir.metrics.LiveAudit;
import dev.weir.metrics.MetricsEndpoint;
import dev.weir.metrics.WeirMetrics;
import dev.weir.settings.ProxySettings;
import dev.weir.settings.Settings;
import dev.weir.time.CoalescingSleeper;
import dev.weir.time.Timeouts;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * Settings make a backend, the backend gets a gate, and both get a server. Composition only: the
 * way of a request begins in {@link Edge}.
 */
public final class Server {

  /** Before user routing, which is at 100: a route for every path must not take these. */
  private static final double OBSERVE_WEIGHT = 120;

  private static final String UNLIMITED = "unlimited";

  private final Settings settings;
  private final WeirMetrics metrics;
  private final ForwardedResolver origins;
  private final Rejections rejections;
  private final Backend backend;
  private final AuditedGate gate;
  private final LiveAudit audit;
  private final Listeners listeners;
  private final Draining draining = new Draining();
  private final AccessLog accessLog;
  private final Timeouts timeouts = new Timeouts(System::nanoTime);
  private final CoalescingSleeper sleeper = new CoalescingSleeper(timeouts);

  /** Makes a Weir from its settings; {@link #setup} gives it to a server. */
  public Server(Settings settings) {
    this(settings, logs(settings));
  }

  /** Makes a Weir that writes to these logs. */
  Server(Settings settings, Logs logs) {
    this(settings, logs, new WeirMetrics(version()));
  }

  private Server(Settings settings, Logs logs, WeirMetrics metrics) {
    this(
        settings,
        (gate, timeouts) -> Backends.of(settings, gate.mostPermits(), metrics.backend(), timeouts),
        logs,
        metrics);
  }

  /** Makes a Weir in front of a backend of one's own. */
  Server(Settings settings, Backend backend) {
    this(settings, (gate, timeouts) -> backend, logs(settings), new WeirMetrics(version()));
  }

  private Server(
      Settings settings,
      BiFunction<Gate, Timeouts, Backend> behind,
      Logs logs,
      WeirMetrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
    this.accessLog =
        settings
            .log()
            .access()
            .map(format -> AccessLog.of(format, logs.access()::write))
            .orElse(AccessLog.OFF);
    this.origins = origins(settings.server().proxy().trusted());
    this.rejections = new Rejections(metrics.edge(), accessLog, origins);
    this.gate = new AuditedGate(settings.gate().strategy().open(metrics.gate(), System::nanoTime));
    this.backend = behind.apply(gate, timeouts);
    this.listeners = new Listeners(settings, gate.mostPermits(), timeouts, rejections);
    this.audit = new LiveAudit(new Auditor(gate, System::nanoTime), metrics.gate()::violated);
    metrics.gate().show(gate);
    metrics.backend().show(backend);
    metrics.connections().show(listeners.limiter());
    metrics.logs().show(logs.access()::lost, logs.server()::lost);
  }

  /** Returns the logs that these settings ask for. */
  static Logs logs(Settings settings) {
    return new Logs(settings.log().format(), settings.log().accessOrUsual());
  }

  /** Returns the version of Weir, or {@code dev} when it does not run from its jar. */
  public static String version() {
    return Optional.ofNullable(Server.class.getPackage().getImplementationVersion()).orElse("dev");
  }

  /** Sets a server up: where it listens, what it serves. Its own shutdown hook is off. */
  public void setup(WebServerConfig.Builder server) {
    listeners.setup(server);
    server
        .shutdownHook(false)
        .featuresDiscoverServices(false)
        .addFeature(observe())
        .routing(this::routing);
  }

  private ObserveFeature observe() {
    return ObserveFeature.builder()
        .weight(OBSERVE_WEIGHT)
        .endpoint("/")
        .sockets(listeners.observed())
        .observersDiscoverServices(false)
        .addObserver(new MetricsEndpoint(metrics.registry()))
        .addObserver(
            HealthObserver.builder()
                .details(true)
                .useSystemServices(false)
                .addHealthChecks(HealthChecks.of(gate, backend, draining))
                .build())
        .build();
  }

  /**
   * Routes {@code /endpoint} to the backend, and all other paths if the backend has them; never the
   * rest of those that are Weir's own, unless these have a port to themselves.
   */
  public void routing(HttpRouting.Builder routing) {
    ArrivalFactory arrivals =
        new ArrivalFactory(
            settings.gate().priorityHeader(), settings.gate().priorityOfProxiesOnly());
    RefusalDelay pace = new RefusalDelay(settings.gate().pace(), System::nanoTime, sleeper);
    Handler gated =
        limited(
            new Edge(
                arrivals,
                conduct(),
                gate,
                backend,
                new ShedResponse(gate),
                pace,
                metrics.gate(),
                metrics.edge(),
                rejections,
                draining,
                accessLog,
                System::nanoTime));
    Handler notFound = new NotFound(rejections);
    List<String> ownPaths =
        settings.admin().port().isPresent() ? List.of() : List.of("/metrics", "/health");
    routing
        .addFilter(new UnsupportedRequestFilter(new ReservedPaths(ownPaths), rejections))
        .any("/endpoint", gated);
    ownPaths.forEach(own -> routing.any(own, notFound).any(own + "/*", notFound));
    routing.any(backend.takesEveryPath() ? gated : notFound);
  }

  private Handler limited(Handler handler) {
    OptionalLong body = settings.server().limits().body();
    return body.isPresent() ? new BodyLimit(body.getAsLong(), rejections, handler) : handler;
  }

  private static ForwardedResolver origins(List<AddressRange> trusted) {
    return new ForwardedResolver(
        address -> trusted.stream().anyMatch(range -> range.contains(address)));
  }

  private ProxyPolicy conduct() {
    Optional<HeaderName> priority =
        settings.gate().keepsPriorityFromStrangers()
            ? Optional.of(HeaderNames.create(settings.gate().priorityHeader()))
            : Optional.empty();
    ProxySettings proxy = settings.server().proxy();
    return new ProxyPolicy(
        origins,
        proxy.via().map(Via::new).orElseGet(Via::ofItsOwn),
        priority,
        proxy.passesUnderscores());
  }

  /** Returns the gate, to look at. */
  public Gate gate() {
    return gate;
  }

  /** Returns what is protected and how, for the start line. */
  public String description() {
    GateLimits limits = gate.levels().limits();
    boolean timed = !limits.maxWait().equals(GateLimits.UNBOUNDED_WAIT);
    return settings.gate().strategy().name()
        + ", "
        + numberOrUnlimited(limits.permits())
        + " permits, room "
        + numberOrUnlimited(limits.waitingRoom())
        + ", max wait "
        + (timed ? limits.maxWait().toMillis() + " ms" : UNLIMITED)
        + "; backend "
        + backend.description();
  }

  private static String numberOrUnlimited(int limit) {
    return limit == GateLimits.UNBOUNDED ? UNLIMITED : String.valueOf(limit);
  }

  /**
   * Returns what stops it.
   *
   * @param stopServer closes the listeners
   * @param exit ends the process
   */
  Stopping stopping(Runnable stopServer, Runnable exit) {
    Runnable close =
        () -> {
          stopServer.run();
          close();
        };
    return new Stopping(
        gate,
        draining,
        new Stopping.Times(settings.server().shutdownDelay(), settings.server().drainTimeout()),
        new CutRequests(metrics.edge()::cut),
        close,
        exit);
  }

  /** Gives back what the backend holds; after the stop of the server. */
  public void close() {
    listeners.close();
    backend.close();
    audit.close();
    sleeper.close();
    timeouts.close();
  }
}
