package dev.weir.lab;

import dev.weir.lab.Clients.Kind;
import dev.weir.lab.Scenario.Change;
import dev.weir.lab.Scenario.Event;
import dev.weir.lab.Scenario.Step;
import dev.weir.lab.Scenario.Trouble;
import dev.weir.lab.load.Rate;
import dev.weir.lab.page.Description.Measure;
import dev.weir.lab.page.Description.Plot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The scenarios in which more is offered to the backend than it can do. Loads are multiples of its
 * capacity.
 */
final class OverloadScenarios {

  private static final List<Double> RAMP = List.of(0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 7.5, 10.0);

  /** For runs in which nine steps would be too short for a queue to become too long. */
  private static final List<Double> SHORT_RAMP = List.of(0.5, 1.0, 1.5, 3.0, 10.0);

  private static final long SHORTEST_STEP = TimeUnit.SECONDS.toNanos(1);
  private static final double CALM = 0.7;
  private static final double BUSY = 0.9;
  private static final double BURST = 10;
  private static final int CROWD = 300;
  private static final int OBEYING = 100;
  private static final double SLOW_SHARE = 0.03;
  private static final int SLOW_FACTOR = 20;

  private final long nanos;

  /** Prepares scenarios that last so long. */
  OverloadScenarios(long nanos) {
    this.nanos = nanos;
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
  Scenario ramp() {
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
    return new Scenario(
        Scenario.described(
            "ramp",
            "Ramp",
            "The load rises step by step, from half of the backend's capacity to ten times that.",
            "A long overload",
            Measure.HIGHEST_LOAD,
            Plot.LOADS),
        Load.of(offered),
        none(),
        steps);
  }

  private static long wholeCalls(long nanos) {
    return nanos - nanos % LabConfig.LATENCY.toNanos();
  }

  Scenario burst() {
    long before = nanos / 6;
    long burst = Math.min(TimeUnit.SECONDS.toNanos(5), nanos / 3);
    Rate offered =
        Rate.of(perSecond(CALM), before)
            .then(perSecond(BURST), burst)
            .then(perSecond(CALM), nanos - before - burst);
    Event event = new Event("ten times the capacity", before, before + burst);
    return new Scenario(
        Scenario.described(
            "burst",
            "Burst",
            "A load of 0.7 times the capacity, a burst of ten times the capacity for up to five"
                + " seconds, and 0.7 again.",
            "Short bursts",
            Measure.GOODPUT,
            Plot.P99,
            Plot.WAITING),
        Load.of(offered),
        Trouble.of(always(1), Optional.of(event)));
  }

  Scenario stall() {
    long before = nanos / 6;
    long stall = Math.min(TimeUnit.SECONDS.toNanos(2), nanos / 4);
    long over = before + stall;
    Rate capacity = Rate.of(perSecond(1), before).then(0, stall).then(perSecond(1), nanos - over);
    List<Change> changes = List.of(new Change(before, "hang"), new Change(over, "normal"));
    return new Scenario(
        Scenario.described(
            "stall",
            "Stall",
            "At 0.9 times the capacity the backend hangs for up to two seconds, then goes on with"
                + " what it had begun.",
            "A backend that hangs now and then",
            Measure.RECOVERY,
            Plot.P99),
        Load.of(always(BUSY)),
        Trouble.of(changes, capacity, new Event("backend hangs", before, over)));
  }

  Scenario storm() {
    return new Scenario(
        Scenario.described(
            "storm",
            "Retry storm",
            "Hundreds of clients that send the next request at once, whether the last one was"
                + " served or refused.",
            "Clients that retry at once",
            Measure.GOODPUT),
        crowd(false),
        none());
  }

  Scenario obedient() {
    return new Scenario(
        Scenario.described(
            "obedient",
            "Obedient clients",
            "The clients of the retry storm, but after a refusal they stay away for as long as its"
                + " Retry-After says.",
            "Clients that honour Retry-After",
            Measure.GOODPUT),
        crowd(true),
        none());
  }

  private Load crowd(boolean obedient) {
    return Load.of(new Clients.Closed(Kind.PLAIN, CROWD, obedient, Duration.ZERO, nanos));
  }

  Scenario obey() {
    Kind obeying = Kind.from("obeying", "192.0.2.1");
    Kind ignoring = Kind.from("ignoring", "192.0.2.2");
    return new Scenario(
        Scenario.described(
            "obey",
            "Obeying beside ignoring",
            "A hundred clients that send a request every second, or after a refusal when its"
                + " Retry-After says, beside a crowd that offers three times the capacity whatever"
                + " the responses say.",
            "Clients of which only some honour Retry-After",
            Measure.FIRST_CLASS),
        Load.of(
            new Clients.Closed(obeying, OBEYING, true, Duration.ofSeconds(1), nanos),
            new Clients.Open(ignoring, always(3))),
        Trouble.of(always(1), Optional.empty(), "--server.trusted-proxies=127.0.0.1,::1"));
  }

  Scenario mixed() {
    return new Scenario(
        Scenario.described(
            "mixed",
            "Mixed priorities",
            "Three times the capacity in three classes: critical requests for half of the capacity,"
                + " normal and low ones for 1.25 times the capacity each.",
            "Requests that matter more than others",
            Measure.FIRST_CLASS),
        Load.of(
            new Clients.Open(Kind.ofPriority("critical"), always(0.5)),
            new Clients.Open(Kind.ofPriority("normal"), always(1.25)),
            new Clients.Open(Kind.ofPriority("low"), always(1.25))),
        none());
  }

  Scenario drift() {
    long third = nanos / 3;
    Rate capacity =
        Rate.of(perSecond(1), third).then(perSecond(0.5), third).then(perSecond(1), third);
    List<Change> changes =
        List.of(
            new Change(third, "capacity=" + LabConfig.PERMITS / 2),
            new Change(2 * third, "normal"));
    return new Scenario(
        Scenario.described(
            "drift",
            "Drift",
            "At 0.9 times the capacity the backend can do only half for the middle third of the"
                + " time, then all again.",
            "A backend that is slower at times",
            Measure.GOODPUT,
            Plot.PERMITS),
        Load.of(always(BUSY)),
        Trouble.of(changes, capacity, new Event("half the capacity", third, 2 * third)));
  }

  Scenario slowTail() {
    return new Scenario(
        Scenario.described(
            "slow-tail",
            "Slow tail",
            "A load of 0.8 times the capacity, where 3 % of the calls take 20 times as long.",
            "A few very slow calls",
            Measure.GOODPUT),
        Load.of(always(0.8)),
        Trouble.of(
            always(1 / (1 - SLOW_SHARE + SLOW_SHARE * SLOW_FACTOR)),
            Optional.empty(),
            "--backend.simulated.slow-share=" + SLOW_SHARE,
            "--backend.simulated.slow-factor=" + SLOW_FACTOR));
  }
}
