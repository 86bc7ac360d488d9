package dev.weir.settings;

import dev.weir.gate.strategy.Tuning;
import dev.weir.settings.WithoutEffect.Rule;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** Which keys of the gate have no effect: those of other strategies, and some that need another. */
final class GateRules {

  private final Settings settings;
  private final GateSettings gate;

  private GateRules(Settings settings) {
    this.settings = settings;
    this.gate = settings.gate();
  }

  static Stream<Rule> of(Settings settings) {
    GateRules rules = new GateRules(settings);
    return Stream.of(
            rules.trust(),
            rules.ofOtherStrategies(),
            rules.waits(),
            rules.shares(),
            rules.lendable())
        .flatMap(some -> some);
  }

  private Stream<Rule> trust() {
    return Stream.of(
        new Rule(
            Key.PRIORITY_TRUST,
            Set.of(Key.PRIORITY_TRUST, Key.GATE_STRATEGY),
            gate.strategy().equals("priority")
                && gate.priorityOfProxiesOnly()
                && settings.server().proxy().trusted().isEmpty(),
            "server.trusted-proxies is empty: every request counts as normal"));
  }

  private Stream<Rule> ofOtherStrategies() {
    return Arrays.stream(Key.values())
        .filter(key -> !readBesides(key))
        .map(
            key ->
                new Rule(
                    key,
                    !StrategyKeys.reads(gate.strategy(), key),
                    "gate.strategy is " + gate.strategy()));
  }

  /** The size of a pool, whatever the strategy. */
  private boolean readBesides(Key key) {
    return key == Key.GATE_PERMITS && settings.backend() instanceof BackendSettings.Jdbc;
  }

  /** Of place and time to wait, one without the other is nothing. */
  private Stream<Rule> waits() {
    boolean both =
        StrategyKeys.reads(gate.strategy(), Key.GATE_WAITING_ROOM)
            && StrategyKeys.reads(gate.strategy(), Key.GATE_MAX_WAIT);
    boolean noTime = both && gate.limits().maxWait().isZero();
    boolean noPlace = both && gate.limits().waitingRoom() == 0;
    Set<Key> either = Set.of(Key.GATE_WAITING_ROOM, Key.GATE_MAX_WAIT);
    String because = (noTime ? "gate.max-wait" : "gate.waiting-room") + " is 0: no request waits";
    return Stream.of(
        new Rule(Key.GATE_WAITING_ROOM, either, noTime && !noPlace, because),
        new Rule(Key.GATE_MAX_WAIT, either, noPlace && !noTime, because),
        new Rule(Key.GATE_PREDICT, noTime || noPlace, because),
        new Rule(Key.CODEL_TARGET, noTime || noPlace, because),
        new Rule(Key.CODEL_INTERVAL, noTime || noPlace, because));
  }

  /**
   * A share of the permits comes round, however small; one of the room may be less than a place.
   */
  private Stream<Rule> shares() {
    Tuning.Shares shares = gate.tuning().shares();
    int room = gate.limits().waitingRoom();
    boolean places = gate.strategy().equals("priority") && room > 0;
    return TuningSettings.SHARE_KEYS.entrySet().stream()
        .map(
            share ->
                new Rule(
                    share.getValue(),
                    Set.of(share.getValue(), Key.GATE_WAITING_ROOM),
                    places
                        && shares.guaranteed().getOrDefault(share.getKey(), 0.0) > 0
                        && shares.places(room, share.getKey()) == 0,
                    "gate.waiting-room is too small to have a place for that class alone"));
  }

  private Stream<Rule> lendable() {
    Tuning.Shares shares = gate.tuning().shares();
    int permits = gate.limits().permits();
    boolean keepsNone =
        TuningSettings.SHARE_KEYS.keySet().stream()
            .allMatch(priority -> shares.kept(permits, priority) == 0);
    return Stream.of(
        new Rule(
            Key.PRIORITY_LENDABLE,
            Set.of(Key.PRIORITY_LENDABLE, Key.GATE_PERMITS),
            gate.strategy().equals("priority") && shares.lendable() < 1 && keepsNone,
            "gate.permits is too small: what it keeps of each share is less than a permit"));
  }
}
