package dev.weir.settings;

import dev.weir.gate.Partition;
import dev.weir.gate.shadow.EnforcedShare;
import dev.weir.gate.shadow.ShadowStrategy;
import dev.weir.gate.strategy.None;
import dev.weir.gate.strategy.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a gate is tried before it is enforced, and what is tried beside it.
 *
 * @param mode what its decisions are for
 * @param enforced which callers they are enforced for, if they are
 * @param shadows the strategies that are tried on its requests; with {@link GateMode#SHADOW} the
 *     gate's own first
 * @param keys the keys that these read
 */
public record TrialSettings(
    GateMode mode, EnforcedShare enforced, List<ShadowStrategy> shadows, Set<String> keys) {

  /** Each has series of its own in the metrics, and takes its time on one thread. */
  private static final int MOST = 8;

  /** Keeps copies of the lists. */
  public TrialSettings {
    shadows = List.copyOf(shadows);
    keys = Set.copyOf(keys);
  }

  /** Returns the share of callers for whom the gate's decisions are carried out, from 0 to 1. */
  public double enforcedRatio() {
    return mode == GateMode.ENFORCE ? enforced.ratio() : 0;
  }

  /** Returns for which callers a gate decides: for all where it does nothing but let them pass. */
  public EnforcedShare enforcedInForce() {
    return mode == GateMode.ENFORCE ? enforced : EnforcedShare.ALL;
  }

  /** Returns the strategy that is in force at a gate that has this one. */
  Strategy inForce(Strategy own) {
    return mode == GateMode.ENFORCE ? own : new None();
  }

  /**
   * Reads them.
   *
   * @param own the strategy of the gate
   */
  static TrialSettings from(Values values, List<Partition> partitions, Strategy own) {
    GateMode mode = values.oneOf("gate.mode", GateMode.class);
    EnforcedShare enforced = enforced(values);
    List<ShadowStrategy> shadows = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    if (mode == GateMode.SHADOW && !(own instanceof None)) {
      shadows.add(new ShadowStrategy(own.name(), own));
    }
    for (String text : values.list("gate.shadow")) {
      ShadowText shadow = ShadowText.read(text, values, partitions);
      check(shadow.strategy(), shadows, values);
      shadows.add(shadow.strategy());
      keys.addAll(shadow.keys());
    }
    return new TrialSettings(mode, enforced, mode == GateMode.OFF ? List.of() : shadows, keys);
  }

  private static EnforcedShare enforced(Values values) {
    return EnforcedShare.read(values.text("gate.enforce"))
        .orElseThrow(
            () -> values.bad("gate.enforce", "must be a share from 0% to 100%, such as 10%"));
  }

  private static void check(ShadowStrategy next, List<ShadowStrategy> before, Values values) {
    if (before.stream().anyMatch(other -> other.label().equals(next.label()))) {
      throw values.bad("gate.shadow", "has " + next.label() + " twice; keep one");
    }
    if (next.strategy() instanceof None) {
      throw values.bad("gate.shadow", "must not have none, which has nothing to be foreseen");
    }
    if (before.size() == MOST) {
      throw values.bad("gate.shadow", "must have at most " + MOST + " strategies");
    }
  }

  /** Refuses what can't be foreseen of a gate whose permits replicas share. */
  void checkShared(Values values) {
    if (mode != GateMode.ENFORCE || !shadows.isEmpty()) {
      throw values.bad(
          mode == GateMode.ENFORCE ? "gate.shadow" : "gate.mode",
          "can't be used at a gate whose permits replicas share: each has another part of them at"
              + " any time");
    }
  }
}
