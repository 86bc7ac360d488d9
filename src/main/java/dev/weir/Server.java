package dev.weir;

import dev.weir.admin.AdminApi;
import dev.weir.admin.WeirView;
import dev.weir.backend.Backend;
import dev.weir.cluster.Cluster;
import dev.weir.cluster.ClusterObserver;
import dev.weir.cluster.LeaseStore;
import dev.weir.edge.Draining;
import dev.weir.edge.EdgeRouting;
import dev.weir.edge.HealthChecks;
import dev.weir.edge.RequestTracer;
import dev.weir.gate.Gate;
import dev.weir.log.LogLine;
import dev.weir.log.Logs;
import dev.weir.metrics.Exemplars;
import dev.weir.metrics.WeirMetrics;
import dev.weir.process.CutRequests;
import dev.weir.process.Stopping;
import dev.weir.reload.LiveSettings;
import dev.weir.reload.Reload;
import dev.weir.reload.SettingsTarget;
import dev.weir.reload.WatchedSettings;
import dev.weir.settings.ClusterSettings;
import dev.weir.settings.ServerSettings;
import dev.weir.settings.Settings;
import dev.weir.time.CoalescingSleeper;
import dev.weir.time.TimeoutPark;
import dev.weir.time.Timeouts;
import dev.weir.trace.Tracing;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.health.HealthObserverConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One Weir of its settings: they make a backend, the backend gets gates, and both get a server.
 * Composition only: nothing is decided here.
 */
public final class Server {

  private final Timeouts timeouts = new Timeouts(System::nanoTime);
  private final CoalescingSleeper sleeper = new CoalescingSleeper(timeouts);
  private final Draining draining = new Draining();
  private final Optional<Tracing> tracing;
  private final WeirMetrics metrics;
  private final Optional<Cluster> cluster;
  private final Logs logs;
  private final Gates gates;
  private final Backend backend;
  private final LiveEdge edge;
  private final EdgeRouting routing;
  private final Listeners listeners;
  private final String name = ReplicaName.create();
  private final Instant startedAt = Instant.now();
  private Optional<AdminApi> admin = Optional.empty();
  private volatile Settings inForce;

  /** Makes a Weir from its settings; {@link #setup} gives it to a server. */
  public Server(Settings settings) {
    this(settings, logs(settings), Map.of());
  }

  /** Makes a Weir that writes to these logs, and traces as these variables of the process say. */
  Server(Settings settings, Logs logs, Map<String, String> environment) {
    this(settings, logs, environment, Optional.empty());
  }

  /** Makes a Weir in front of a backend of one's own. */
  Server(Settings settings, Backend backend) {
    this(settings, logs(settings), Map.of(), Optional.of(backend));
  }

  private Server(
      Settings settings, Logs logs, Map<String, String> environment, Optional<Backend> own) {
    this.inForce = settings;
    this.logs = logs;
    this.tracing = Traces.of(settings, environment, version());
    this.metrics =
        new WeirMetrics(version(), tracing.isPresent() ? Exemplars.SPANS : Exemplars.NONE);
    this.cluster = settings.cluster().map(this::cluster);
    this.gates = new Gates(settings, metrics, cluster, new TimeoutPark(timeouts)::parkNanos);
    this.backend =
        own.orElseGet(
            () -> settings.backend().open(gates.connections(), metrics.backend(), timeouts));
    RequestTracer tracer = tracing.isPresent() ? tracing.get() : RequestTracer.OFF;
    this.edge =
        new LiveEdge(settings, gates, backend, metrics.requests(), sleeper, draining, tracer, logs);
    this.listeners = new Listeners(settings, gates.mostCalls(), timeouts, edge.rejections());
    this.routing =
        new EdgeRouting(edge, edge.rejections(), listeners.ownPaths(), backend.proxiesAllPaths());
    tracing.ifPresent(it -> metrics.traces().show(it::counts));
    tracing.ifPresent(it -> logs.addContext(this::addSpan));
    metrics.backend().show(backend);
    metrics.connections().show(listeners.limiter());
    metrics.runtime().show(logs.access()::lost, logs.server()::lost);
    // Before the listeners: the first request should find a lease.
    cluster.ifPresent(Cluster::start);
  }

  private void addSpan(LogLine line) {
    draining
        .spanOf(Thread.currentThread())
        .ifPresent(ids -> line.text("traceId", ids.trace()).text("spanId", ids.span()));
  }

  private Cluster cluster(ClusterSettings shared) {
    ClusterObserver observer = new ClusterLog(shared, metrics.cluster().of(shared.name()));
    LeaseStore store = shared.store().open(shared.lease());
    Cluster joined = new Cluster(shared.of(name), store, observer, System::nanoTime);
    metrics.cluster().show(joined::levels);
    return joined;
  }

  /** Returns the logs that these settings ask for. */
  static Logs logs(Settings settings) {
    return new Logs(settings.log().format(), settings.log().accessOrUsual());
  }

  /**
   * Returns what puts other settings in force when the files of these change, and has the admin API
   * change them; before {@link #setup}.
   *
   * @param stop begins a stop of the process
   * @throws dev.weir.settings.SettingsException if the token of the admin API can't be used
   */
  Reload reload(WatchedSettings start, Runnable stop) {
    Reload reload =
        new Reload(start, metrics.config(), new SettingsTarget(this::update, gates::preview));
    if (inForce.admin().port().isPresent()) {
      WeirView view = view(start.source().files(), reload.settings());
      admin = Optional.of(new AdminApi(inForce.admin(), view, stop));
    }
    return reload;
  }

  private WeirView view(List<Path> files, LiveSettings settings) {
    return new WeirView(
        new WeirView.ProcessView(version(), name, startedAt.toString(), files),
        settings,
        draining,
        gates.byName(),
        gates::shadows,
        edge::lastSheds,
        new WeirView.Totals(metrics.gates()::admittedWaits, metrics.requests()::routes),
        backend::upstreams,
        () -> cluster.map(Cluster::levels));
  }

  /**
   * Puts other settings in force, as far as they can change while it runs.
   *
   * <p>For one thread at a time.
   *
   * @throws dev.weir.settings.SettingsException if a file that they name can't be used, or a gate
   *     would have to be another one; then nothing has changed
   */
  void update(Settings next) {
    gates.checkUpdate(next);
    next.backend().update(backend);
    // Before the routes, which may meet new gates, and new parts of gates.
    gates.update(next);
    backend.resize(gates.connections());
    edge.update(next);
    listeners.update(next, gates.mostCalls());
    logs.update(next.log().format(), next.log().least());
    inForce = next;
  }

  /** Returns the version of Weir, or {@code dev} when it does not run from its jar. */
  public static String version() {
    return Optional.ofNullable(Server.class.getPackage().getImplementationVersion()).orElse("dev");
  }

  /** Sets a server up: where it listens, what it serves. Its own shutdown hook is off. */
  public void setup(WebServerConfig.Builder server) {
    listeners.setup(server, routing -> admin.ifPresent(api -> api.addTo(routing)));
    server
        .shutdownHook(false)
        .featuresDiscoverServices(false)
        .addFeature(ObservedPaths.feature(listeners.observed(), metrics, this::addChecks))
        .routing(this::routing);
  }

  private void addChecks(HealthObserverConfig.Builder health) {
    HealthChecks.addTo(health, gates.byName(), backend, draining);
    inForce
        .cluster()
        .flatMap(of -> cluster.map(it -> new ClusterHealth(it::levels, of.lease())))
        .ifPresent(checks -> checks.addTo(health));
  }

  /** Adds the routes of the main port. */
  void routing(HttpRouting.Builder routes) {
    routing.addTo(routes);
  }

  /** Returns the gate of requests without a route, to look at. */
  public Gate gate() {
    return gates.byDefault();
  }

  /** Returns what is protected, to look at. */
  public Backend backend() {
    return backend;
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
          admin.ifPresent(AdminApi::close);
          stopServer.run();
          close();
        };
    return new Stopping(
        gates.byName().values(),
        draining,
        () -> times(inForce.server()),
        new CutRequests(metrics.requests()::cut),
        new Stopping.Actions(() -> cluster.ifPresent(Cluster::drain), close, exit));
  }

  private static Stopping.Times times(ServerSettings server) {
    return new Stopping.Times(server.shutdownDelay(), server.drainTimeout());
  }

  /** Gives back all that it holds; after the stop of the server. */
  public void close() {
    listeners.close();
    tracing.ifPresent(Tracing::close);
    // Before the backend, which may take its time: the other replicas wait for the permits.
    cluster.ifPresent(Cluster::close);
    backend.close();
    gates.close();
    sleeper.close();
    timeouts.close();
  }
}
