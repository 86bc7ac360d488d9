package dev.weir;

import dev.weir.gate.Gate;
import dev.weir.gate.shadow.EnforcedShare;
import dev.weir.gate.shadow.PartlyEnforcedGate;
import dev.weir.gate.shadow.Shadow;
import dev.weir.gate.shadow.ShadowStrategy;
import dev.weir.gate.shadow.ShadowVerdict;
import dev.weir.gate.shadow.ShadowedGate;
import dev.weir.gate.shadow.Shadows;
import dev.weir.metrics.ShadowMetrics;
import dev.weir.settings.GateSettings;
import dev.weir.settings.Settings;
import dev.weir.settings.TrialSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What is tried at each gate before it is enforced, or beside what is. */
final class Trials implements AutoCloseable {

  private final ShadowMetrics metrics;
  private final Shadows shadows = new Shadows();
  private final Map<String, Shadow> byGate = new ConcurrentSkipListMap<>();
  private volatile Map<String, TrialSettings> settings = Map.of();

  Trials(ShadowMetrics metrics) {
    this.metrics = metrics;
    metrics.show(byGate);
    metrics.showEnforced(this::enforcedRatios);
  }

  /**
   * Tries what these settings say, and no more what they do not; what both have goes on as it is.
   *
   * <p>For one thread at a time.
   */
  void update(Settings next) {
    Map<String, TrialSettings> trials = new HashMap<>();
    next.gates().forEach((name, gate) -> trials.put(name, gate.trial()));
    settings = trials;
    byGate.keySet().stream().filter(name -> tried(next, name).isEmpty()).forEach(this::end);
    next.gates().keySet().stream()
        .filter(name -> !tried(next, name).isEmpty())
        .forEach(name -> tryOut(name, tried(next, name)));
  }

  private static List<ShadowStrategy> tried(Settings settings, String gate) {
    GateSettings its = settings.gates().get(gate);
    return its == null ? List.of() : its.trial().shadows();
  }

  private void tryOut(String gate, List<ShadowStrategy> strategies) {
    Shadow known = byGate.get(gate);
    if (known != null) {
      known.tryOut(strategies);
      return;
    }
    Shadow shadow = new Shadow(System::nanoTime, strategy -> metrics.of(gate, strategy));
    shadow.tryOut(strategies);
    byGate.put(gate, shadow);
    shadows.add(shadow);
  }

  private void end(String gate) {
    Shadow ended = byGate.remove(gate);
    if (ended != null) {
      shadows.remove(ended);
    }
  }

  /** Returns a gate as requests meet it: with nothing in between if nothing is tried. */
  Gate entrance(String name, Gate gate) {
    TrialSettings trial = settings.get(name);
    EnforcedShare enforced = trial == null ? EnforcedShare.ALL : trial.enforcedInForce();
    Gate decides =
        enforced.isAll() ? gate : new PartlyEnforcedGate(gate, enforced, System::nanoTime);
    Shadow shadow = byGate.get(name);
    return shadow == null ? decides : new ShadowedGate(decides, shadow);
  }

  private Map<String, Double> enforcedRatios() {
    Map<String, Double> ratios = new HashMap<>();
    settings.forEach((gate, trial) -> ratios.put(gate, trial.enforcedRatio()));
    return ratios;
  }

  /** Returns what each strategy would have done that is tried at a gate. */
  List<ShadowVerdict> verdicts(String gate) {
    Shadow shadow = byGate.get(gate);
    return shadow == null ? List.of() : shadow.verdicts();
  }

  @Override
  public void close() {
    shadows.close();
  }
}
