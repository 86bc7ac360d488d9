package dev.weir.lab;

import dev.weir.lab.Clients.Kind;
import dev.weir.lab.Scenario.Change;
import dev.weir.lab.Scenario.Event;
import dev.weir.lab.Scenario.Trouble;
import dev.weir.lab.load.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The scenarios in which how long calls take, or how they end, says little about how busy the
 * backend is.
 */
final class Misleading {

  private static final double FAILING_SHARE = 0.1;
  private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final long nanos;

  /** Prepares scenarios that last so long. */
  Misleading(long nanos) {
    this.nanos = nanos;
  }

  private Rate always(double perSecond) {
    return Rate.of(perSecond, nanos);
  }

  private long tenths(int count) {
    return nanos * count / 10;
  }

  /** Returns how many calls a second the permits of the bench are for, if each takes so long. */
  private static double callsOf(int millis) {
    return LabConfig.PERMITS * 1000.0 / millis;
  }

  /** Half of the calls take 25 times as long as the others, and none slows another down. */
  Scenario bimodal(String name) {
    List<String> flags =
        List.of(
            "--backend.simulated.contention=0",
            "--backend.simulated.slow-share=0.5",
            "--backend.simulated.slow-factor=25");
    Rate capacity = always(callsOf((20 + 500) / 2));
    Trouble trouble =
        new Trouble(Duration.ofMillis(20), flags, List.of(), capacity, Optional.empty());
    return new Scenario(name, Load.of(always(60)), trouble, List.of());
  }

  /** An outage with quick errors, then good calls, and then good calls that take longer. */
  Scenario outage(String name) {
    Rate capacity =
        Rate.of(LabConfig.CAPACITY_PER_SECOND, tenths(2))
            .then(0, tenths(4) - tenths(2))
            .then(LabConfig.CAPACITY_PER_SECOND, tenths(7) - tenths(4))
            .then(callsOf(500), nanos - tenths(7));
    List<Change> changes =
        List.of(
            new Change(tenths(2), "error-share=1"),
            new Change(tenths(4), "normal"),
            new Change(tenths(7), "latency=500ms"));
    Event event = new Event("all calls fail at once", tenths(2), tenths(4));
    Trouble trouble = Trouble.of(changes, capacity, event);
    return new Scenario(name, Load.of(always(40)), trouble, List.of());
  }

  /** A share of the calls fails at once, whatever the load, and the others are sound. */
  Scenario errors(String name) {
    double perSecond = 0.8 * LabConfig.CAPACITY_PER_SECOND;
    Trouble trouble =
        Trouble.of(
            always((1 - FAILING_SHARE) * perSecond),
            Optional.empty(),
            "--backend.simulated.error-share=" + FAILING_SHARE);
    return new Scenario(name, Load.of(always(perSecond)), trouble, List.of());
  }

  /** Clients who wait for their answer, beside more of those who leave before it can come. */
  Scenario impatient(String name) {
    Kind leaving = new Kind("impatient", "", Duration.ofMillis(50));
    Load load =
        Load.of(
            new Clients.Open(Kind.named("patient"), always(60)),
            new Clients.Open(leaving, always(90)));
    Trouble trouble =
        new Trouble(Duration.ofMillis(200), List.of(), List.of(), always(60), Optional.empty());
    return new Scenario(name, load, trouble, List.of());
  }

  /**
   * Long calls, then for a while a few short ones, and out of that quiet a burst that fits into the
   * permits and the room; in the end a few calls that take longer.
   */
  Scenario trickle(String name) {
    long burst = tenths(6);
    double burstPerSecond = (LabConfig.PERMITS + LabConfig.WAITING_ROOM) * 1e9 / BURST_NANOS;
    Rate few = Rate.of(100, tenths(2)).then(8, tenths(7) - tenths(2)).then(60, nanos - tenths(7));
    Load load =
        Load.of(
            new Clients.Open(
                Kind.named("burst"), Rate.of(0, burst).then(burstPerSecond, BURST_NANOS)),
            new Clients.Open(Kind.named("steady"), few));
    Rate capacity =
        Rate.of(callsOf(600), tenths(2))
            .then(callsOf(80), burst - tenths(2))
            .then(2 * burstPerSecond, BURST_NANOS)
            .then(callsOf(80), tenths(7) - burst - BURST_NANOS)
            .then(callsOf(400), nanos - tenths(7));
    List<Change> changes =
        List.of(new Change(tenths(2), "latency=80ms"), new Change(tenths(7), "latency=400ms"));
    Trouble trouble =
        new Trouble(Duration.ofMillis(600), List.of(), changes, capacity, Optional.empty());
    return new Scenario(name, load, trouble, List.of());
  }
}
