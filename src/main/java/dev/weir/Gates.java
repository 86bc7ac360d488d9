package dev.weir;

import dev.weir.cluster.Cluster;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.TimedPark;
import dev.weir.gate.audit.AuditedGate;
import dev.weir.gate.audit.Auditor;
import dev.weir.gate.audit.GateWatch;
import dev.weir.gate.audit.LiveAudit;
import dev.weir.gate.shadow.ShadowVerdict;
import dev.weir.gate.strategy.None;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.UpdatableGate;
import dev.weir.gate.strategy.UpdateEffect;
import dev.weir.metrics.GateMetrics;
import dev.weir.metrics.GateSeries;
import dev.weir.metrics.WeirMetrics;
import dev.weir.routing.Route;
import dev.weir.settings.GateSettings;
import dev.weir.settings.Settings;
import dev.weir.settings.SettingsException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The gates of one Weir: open, counted and audited from the start.
 *
 * <p>A gate that other settings no longer have stays open, for the requests that are under way
 * there and for its metrics; no new ones come.
 */
final class Gates implements AutoCloseable {

  /** The name of the gate of routes that pass by all gates; settings give it to no other. */
  static final String NONE = "none";

  private final GateMetrics metrics;
  private final Optional<Cluster> cluster;
  private final TimedPark park;
  private final Map<String, OpenGate> open = new HashMap<>();

  /** The same, to be looked at by other threads. */
  private final Map<String, AuditedGate> byName = new ConcurrentSkipListMap<>();

  private final Trials trials;
  private final LiveAudit audit = new LiveAudit(List.of());
  private volatile SequencedMap<String, GateSettings> settings;

  /**
   * A gate, and the strategy that is in force there.
   *
   * @param isShared whether replicas share its permits: for as long as it is open
   */
  private record OpenGate(UpdatableGate gate, Strategy strategy, boolean isShared) {

    boolean isWith(Strategy other) {
      return strategy.equals(other);
    }

    OpenGate updated(Strategy next) {
      gate.update(next);
      return new OpenGate(gate, next, isShared);
    }
  }

  /**
   * Opens the gates of these settings, and one that lets all in if a route has no gate.
   *
   * @param cluster shares the limits of those that can be shared; empty for a Weir by itself
   * @param park parks the requests that wait
   */
  Gates(Settings settings, WeirMetrics metrics, Optional<Cluster> cluster, TimedPark park) {
    this.park = park;
    this.metrics = metrics.gates();
    this.cluster = cluster;
    this.trials = new Trials(metrics.shadows());
    this.settings = settings.gates();
    strategies(settings).forEach(this::open);
    trials.update(settings);
    metrics.gates().show(byName);
    metrics.routes().show(byName);
  }

  /**
   * Checks that {@link #update} can put other settings in force.
   *
   * @throws SettingsException if a gate would have to be another one
   */
  void checkUpdate(Settings next) {
    next.gates().forEach(this::refuseOtherSharing);
  }

  /**
   * Puts other settings in force that have been checked: opens the gates that are new, and updates
   * those that differ.
   *
   * <p>For one thread at a time.
   */
  void update(Settings next) {
    settings = next.gates();
    strategies(next).forEach(this::openOrUpdate);
    trials.update(next);
  }

  /**
   * Returns what {@link #update} would do at once to the requests that wait.
   *
   * @throws SettingsException if a gate would have to be another one
   */
  UpdateEffect preview(Settings next) {
    checkUpdate(next);
    UpdateEffect all = UpdateEffect.NONE;
    for (Map.Entry<String, Strategy> each : strategies(next).entrySet()) {
      OpenGate gate = open.get(each.getKey());
      if (gate != null && !gate.isWith(each.getValue())) {
        all = all.and(gate.gate().preview(each.getValue()));
      }
    }
    return all;
  }

  /** A gate joins its cluster when it is opened, and is shared for as long as it is open. */
  private void refuseOtherSharing(String name, GateSettings next) {
    OpenGate gate = open.get(name);
    boolean isShared = next.shared().isPresent();
    if (cluster.isPresent() && gate != null && isShared != gate.isShared()) {
      String reason =
          isShared ? "replicas share its permits then" : "its permits can't be shared then";
      throw new SettingsException(
          "the gate %s needs a restart for these settings of %s, since %s; nothing of the change is in force"
              .formatted(name, next.strategy().name(), reason));
    }
  }

  private void openOrUpdate(String name, Strategy strategy) {
    OpenGate gate = open.get(name);
    if (gate == null) {
      open(name, strategy);
    } else if (!gate.isWith(strategy)) {
      open.put(name, gate.updated(strategy));
    }
  }

  private static Map<String, Strategy> strategies(Settings settings) {
    Map<String, Strategy> strategies = new LinkedHashMap<>();
    settings.gates().forEach((name, gate) -> strategies.put(name, gate.inForce()));
    if (settings.routes().rules().stream().anyMatch(rule -> rule.route().gate().isEmpty())) {
      strategies.put(NONE, new None());
    }
    return strategies;
  }

  private void open(String name, Strategy strategy) {
    GateSeries series = metrics.of(name);
    UpdatableGate own = strategy.open(series, System::nanoTime, park);
    Optional<UpdatableGate> shared = share(name, own);
    UpdatableGate gate = shared.orElse(own);
    AuditedGate audited = new AuditedGate(gate);
    open.put(name, new OpenGate(gate, strategy, shared.isPresent()));
    byName.put(name, audited);
    audit.add(new GateWatch(name, new Auditor(audited, System::nanoTime), series::violated));
  }

  private Optional<UpdatableGate> share(String name, UpdatableGate gate) {
    return Optional.ofNullable(settings.get(name))
        .flatMap(GateSettings::shared)
        .flatMap(strategy -> cluster.map(all -> all.share(name, strategy, gate)));
  }

  /** Returns all gates by their names, those too that are opened later. */
  Map<String, Gate> byName() {
    return Collections.unmodifiableMap(byName);
  }

  /** Returns a gate as requests meet it, with what the settings try there. */
  Gate entrance(String name) {
    return trials.entrance(name, Objects.requireNonNull(byName.get(name)));
  }

  /** Returns what each strategy would have done that is tried at a gate. */
  List<ShadowVerdict> shadows(String name) {
    return trials.verdicts(name);
  }

  /** Returns the gate of requests without a route. */
  Gate byDefault() {
    return Objects.requireNonNull(byName.get(Route.DEFAULT_NAME));
  }

  /** Returns how many calls of the backend there may be at once. */
  int mostCalls() {
    return sum(byName.values().stream().mapToLong(Gate::mostPermits).sum());
  }

  /**
   * Returns how many connections a pool has: as many as there are permits, or would be where a gate
   * has no bound. Requests that pass by all gates share them.
   */
  int connections() {
    return sum(settings.keySet().stream().mapToLong(this::connections).sum());
  }

  private long connections(String name) {
    int calls = Objects.requireNonNull(byName.get(name)).mostPermits();
    return calls == GateLimits.UNBOUNDED
        ? Objects.requireNonNull(settings.get(name)).limits().permits()
        : calls;
  }

  private static int sum(long sum) {
    return (int) Math.min(GateLimits.UNBOUNDED, sum);
  }

  /** Ends the audit; what the gates hold is closed with them by the stop. */
  @Override
  public void close() {
    audit.close();
    trials.close();
  }
}
