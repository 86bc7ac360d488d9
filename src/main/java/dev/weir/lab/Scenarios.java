package dev.weir.lab;

import dev.weir.lab.Clients.Kind;
import dev.weir.lab.Scenario.Change;
import dev.weir.lab.Scenario.Event;
import dev.weir.lab.Scenario.Step;
import dev.weir.lab.Scenario.Trouble;
import dev.weir.lab.load.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** All scenarios. Loads are multiples of what the backend can do. */
final class Scenarios {

  private static final List<Double> RAMP = List.of(0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 7.5, 10.0);

  /** For runs in which the steps of the other would be too short for a line to become too long. */
  private static final List<Double> SHORT_RAMP = List.of(0.5, 1.0, 1.5, 3.0, 10.0);

  private static final long SHORTEST_STEP = TimeUnit.SECONDS.toNanos(1);
  private static final double CALM = 0.7;
  private static final double BUSY = 0.9;
  private static final double BURST = 10;
  private static final int CROWD = 300;
  private static final int OBEYING = 100;
  private static final double SLOW_SHARE = 0.03;
  private static final int SLOW_FACTOR = 20;

  /** They show what a limit that adapts is worth beside a fixed one; others have no such limit. */
  private static final Set<String> OF_LIMITS =
      Set.of("too-few", "too-many", "bimodal", "outage", "errors", "impatient");

  private static final Set<String> WITH_LIMITS = Set.of("wait-then-shed", "adaptive");

  private interface Maker {
    Scenario make(Scenarios scenarios, String name);
  }

  private static final Map<String, Maker> MAKERS = makers();

  private final long nanos;

  private Scenarios(Duration duration) {
    this.nanos = duration.toNanos();
  }

  private static Map<String, Maker> makers() {
    Map<String, Maker> makers = new LinkedHashMap<>();
    makers.put("ramp", Scenarios::ramp);
    makers.put("burst", Scenarios::burst);
    makers.put("stall", Scenarios::stall);
    makers.put("storm", (scenarios, name) -> scenarios.crowd(name, false));
    makers.put("obedient", (scenarios, name) -> scenarios.crowd(name, true));
    makers.put("obey", Scenarios::obey);
    makers.put("mixed", Scenarios::mixed);
    makers.put("drift", Scenarios::drift);
    makers.put("slow-tail", Scenarios::slowTail);
    makers.put("trickle", (scenarios, name) -> scenarios.misleading().trickle(name));
    makers.put("bimodal", (scenarios, name) -> scenarios.misleading().bimodal(name));
    makers.put("outage", (scenarios, name) -> scenarios.misleading().outage(name));
    makers.put("errors", (scenarios, name) -> scenarios.misleading().errors(name));
    makers.put("impatient", (scenarios, name) -> scenarios.misleading().impatient(name));
    makers.put("too-few", (scenarios, name) -> scenarios.guess(name, LabConfig.PERMITS / 10));
    makers.put("too-many", (scenarios, name) -> scenarios.guess(name, LabConfig.PERMITS * 10));
    return makers;
  }

  /** Returns the names of all scenarios, in the order in which they are run. */
  static List<String> names() {
    return List.copyOf(MAKERS.keySet());
  }

  /** Returns whether a strategy is run in a scenario when nobody asks for just these two. */
  static boolean suits(String scenario, String strategy) {
    return !OF_LIMITS.contains(scenario) || WITH_LIMITS.contains(strategy);
  }

  /**
   * Returns the scenario of this name.
   *
   * @param duration how long it lasts
   */
  static Scenario of(String name, Duration duration) {
    Maker maker = MAKERS.get(name);
    if (maker == null) {
      throw new IllegalArgumentException("no scenario " + name + "; there are " + names());
    }
    return maker.make(new Scenarios(duration), name);
  }

  private Misleading misleading() {
    return new Misleading(nanos);
  }

  private static double perSecond(double load) {
    return load * LabConfig.CAPACITY_PER_SECOND;
  }

  private Rate always(double load) {
    return Rate.of(perSecond(load), nanos);
  }

  private Trouble none() {
    return Trouble.of(always(1), Optional.empty());
  }

  /** More and more, step by step; what is left of a step in the next one does not count. */
  private Scenario ramp(String name) {
    List<Double> loads = nanos / RAMP.size() < SHORTEST_STEP ? SHORT_RAMP : RAMP;
    long length = nanos / loads.size();
    Rate offered = Rate.of(perSecond(loads.getFirst()), length);
    List<Step> steps = new ArrayList<>();
    for (double load : loads) {
      if (!steps.isEmpty()) {
        offered = offered.then(perSecond(load), length);
      }
      long until = offered.until();
      steps.add(new Step(load, until - wholeCalls(length * 3 / 4), until));
    }
    return new Scenario(name, Load.of(offered), none(), steps);
  }

  private static long wholeCalls(long nanos) {
    return nanos - nanos % LabConfig.LATENCY.toNanos();
  }

  private Scenario burst(String name) {
    long before = nanos / 6;
    long burst = Math.min(TimeUnit.SECONDS.toNanos(5), nanos / 3);
    Rate offered =
        Rate.of(perSecond(CALM), before)
            .then(perSecond(BURST), burst)
            .then(perSecond(CALM), nanos - before - burst);
    Event event = new Event("ten times the capacity", before, before + burst);
    Trouble trouble = Trouble.of(always(1), Optional.of(event));
    return new Scenario(name, Load.of(offered), trouble, List.of());
  }

  private Scenario stall(String name) {
    long before = nanos / 6;
    long stall = Math.min(TimeUnit.SECONDS.toNanos(2), nanos / 4);
    long over = before + stall;
    Rate capacity = Rate.of(perSecond(1), before).then(0, stall).then(perSecond(1), nanos - over);
    List<Change> changes = List.of(new Change(before, "hang"), new Change(over, "normal"));
    Event event = new Event("backend hangs", before, over);
    Trouble trouble = Trouble.of(changes, capacity, event);
    return new Scenario(name, Load.of(always(BUSY)), trouble, List.of());
  }

  private Scenario crowd(String name, boolean obedient) {
    return new Scenario(
        name,
        Load.of(new Clients.Closed(Kind.PLAIN, CROWD, obedient, Duration.ZERO, nanos)),
        none(),
        List.of());
  }

  /** Clients who come back when they are told, beside a crowd that asks again and again. */
  private Scenario obey(String name) {
    Load load =
        Load.of(
            new Clients.Closed(
                Kind.from("obeying", "192.0.2.1"), OBEYING, true, Duration.ofSeconds(1), nanos),
            new Clients.Open(Kind.from("ignoring", "192.0.2.2"), always(3)));
    Trouble trouble =
        Trouble.of(always(1), Optional.empty(), "--server.trusted-proxies=127.0.0.1,::1");
    return new Scenario(name, load, trouble, List.of());
  }

  private Scenario mixed(String name) {
    Load load =
        Load.of(
            new Clients.Open(Kind.ofPriority("critical"), always(0.5)),
            new Clients.Open(Kind.ofPriority("normal"), always(1.25)),
            new Clients.Open(Kind.ofPriority("low"), always(1.25)));
    return new Scenario(name, load, none(), List.of());
  }

  private Scenario drift(String name) {
    long third = nanos / 3;
    Rate capacity =
        Rate.of(perSecond(1), third).then(perSecond(0.5), third).then(perSecond(1), third);
    List<Change> changes =
        List.of(
            new Change(third, "capacity=" + LabConfig.PERMITS / 2),
            new Change(2 * third, "normal"));
    Event event = new Event("half the capacity", third, 2 * third);
    Trouble trouble = Trouble.of(changes, capacity, event);
    return new Scenario(name, Load.of(always(BUSY)), trouble, List.of());
  }

  private Scenario slowTail(String name) {
    Trouble trouble =
        Trouble.of(
            always(1 / (1 - SLOW_SHARE + SLOW_SHARE * SLOW_FACTOR)),
            Optional.empty(),
            "--backend.simulated.slow-share=" + SLOW_SHARE,
            "--backend.simulated.slow-factor=" + SLOW_FACTOR);
    return new Scenario(name, Load.of(always(0.8)), trouble, List.of());
  }

  /** An adaptive limit needs most of the first step to find the right number. */
  private Scenario guess(String name, int permits) {
    long much = nanos * 5 / 6;
    Rate offered = Rate.of(perSecond(1.5), much).then(perSecond(0.8), nanos - much);
    List<Step> steps =
        Stream.of(new Step(1.5, much * 2 / 3, much), new Step(0.8, much + nanos / 24, nanos))
            .toList();
    Trouble trouble = Trouble.of(always(1), Optional.empty(), "--gate.permits=" + permits);
    return new Scenario(name, Load.of(offered), trouble, steps);
  }
}
