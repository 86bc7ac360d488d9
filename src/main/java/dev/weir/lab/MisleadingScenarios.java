package dev.weir.lab;

import dev.weir.lab.Clients.Kind;
import dev.weir.lab.Scenario.Change;
import dev.weir.lab.Scenario.Event;
import dev.weir.lab.Scenario.Step;
import dev.weir.lab.Scenario.Trouble;
import dev.weir.lab.load.Rate;
import dev.weir.lab.page.Description;
import dev.weir.lab.page.Description.Measure;
import dev.weir.lab.page.Description.Plot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The scenarios that mislead a gate: how long calls take, or how they end, says little about how
 * busy the backend is, or the configured number of permits is wrong.
 */
final class MisleadingScenarios {

  private static final double FAILING_SHARE = 0.1;
  private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final long nanos;

  /** Prepares scenarios that last so long. */
  MisleadingScenarios(long nanos) {
    this.nanos = nanos;
  }

  private Rate always(double perSecond) {
    return Rate.of(perSecond, nanos);
  }

  private long tenths(int count) {
    return nanos * count / 10;
  }

  /** Returns how many calls a second the lab's permits are for, if each takes so long. */
  private static double callsOf(int millis) {
    return LabConfig.PERMITS * 1000.0 / millis;
  }

  /** The burst fits into the permits and the waiting room. */
  Scenario trickle() {
    long burst = tenths(6);
    double burstPerSecond = (LabConfig.PERMITS + LabConfig.WAITING_ROOM) * 1e9 / BURST_NANOS;
    Rate few = Rate.of(100, tenths(2)).then(8, tenths(7) - tenths(2)).then(60, nanos - tenths(7));
    Rate capacity =
        Rate.of(callsOf(600), tenths(2))
            .then(callsOf(80), burst - tenths(2))
            .then(2 * burstPerSecond, BURST_NANOS)
            .then(callsOf(80), tenths(7) - burst - BURST_NANOS)
            .then(callsOf(400), nanos - tenths(7));
    List<Change> changes =
        List.of(new Change(tenths(2), "latency=80ms"), new Change(tenths(7), "latency=400ms"));
    return new Scenario(
        Scenario.described(
            "trickle",
            "Trickle, then a burst",
            "Long calls for a while, then eight short ones a second; out of that quiet a burst of"
                + " as many as permits and waiting room can take, and at last calls that take five"
                + " times as long as the short ones.",
            "Bursts out of quiet times",
            Measure.FIRST_CLASS,
            Plot.PERMITS),
        Load.of(
            new Clients.Open(
                Kind.named("burst"), Rate.of(0, burst).then(burstPerSecond, BURST_NANOS)),
            new Clients.Open(Kind.named("steady"), few)),
        new Trouble(Duration.ofMillis(600), List.of(), changes, capacity, Optional.empty()));
  }

  Scenario bimodal() {
    List<String> flags =
        List.of(
            "--backend.simulated.contention=0",
            "--backend.simulated.slow-share=0.5",
            "--backend.simulated.slow-factor=25");
    Rate capacity = always(callsOf((20 + 500) / 2));
    return new Scenario(
        Scenario.described(
            "bimodal",
            "Calls of two lengths",
            "60 calls a second, half of which take 20 ms and half 500 ms; none of them slows"
                + " another down.",
            "Calls of which some take much longer",
            Measure.GOODPUT,
            Plot.PERMITS),
        Load.of(always(60)),
        new Trouble(Duration.ofMillis(20), flags, List.of(), capacity, Optional.empty()));
  }

  Scenario outage() {
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
    return new Scenario(
        Scenario.described(
            "outage",
            "Outage with quick errors",
            "40 requests a second. For a fifth of the time all calls fail at once; then they are as"
                + " before, and in the last third they take five times as long.",
            "A backend that fails quickly",
            Measure.GOODPUT,
            Plot.PERMITS),
        Load.of(always(40)),
        Trouble.of(changes, capacity, event));
  }

  Scenario errors() {
    double perSecond = 0.8 * LabConfig.CAPACITY_PER_SECOND;
    return new Scenario(
        Scenario.described(
            "errors",
            "One call in ten fails",
            "A load of 0.8 times the capacity, where one call in ten fails at once, whatever the"
                + " load.",
            "A share of calls that fails",
            Measure.GOODPUT,
            Plot.PERMITS),
        Load.of(always(perSecond)),
        Trouble.of(
            always((1 - FAILING_SHARE) * perSecond),
            Optional.empty(),
            "--backend.simulated.error-share=" + FAILING_SHARE));
  }

  Scenario impatient() {
    Kind leaving = new Kind("impatient", "", Duration.ofMillis(50));
    return new Scenario(
        Scenario.described(
            "impatient",
            "Impatient beside patient",
            "60 requests a second of clients that wait, and 90 of others that hang up after 50 ms;"
                + " calls take 200 ms.",
            "Callers that hang up",
            Measure.FIRST_CLASS,
            Plot.PERMITS),
        Load.of(
            new Clients.Open(Kind.named("patient"), always(60)),
            new Clients.Open(leaving, always(90))),
        new Trouble(Duration.ofMillis(200), List.of(), List.of(), always(60), Optional.empty()));
  }

  Scenario tooFew() {
    return guess(
        "too-few", "few", "a tenth of", "A limit that was guessed too low", LabConfig.PERMITS / 10);
  }

  Scenario tooMany() {
    return guess(
        "too-many",
        "many",
        "ten times",
        "A limit that was guessed too high",
        LabConfig.PERMITS * 10);
  }

  /** An adaptive limit needs most of the first step to find the right number. */
  private Scenario guess(String name, String much, String times, String question, int permits) {
    long first = nanos * 5 / 6;
    double capacity = LabConfig.CAPACITY_PER_SECOND;
    return new Scenario(
        new Description(
            name,
            "Too " + much + " permits",
            "The gate has "
                + times
                + " the permits that would be right: first 1.5 times the capacity is offered, then"
                + " 0.8.",
            question,
            permits,
            Measure.GOODPUT,
            List.of(Plot.PERMITS)),
        Load.of(Rate.of(1.5 * capacity, first).then(0.8 * capacity, nanos - first)),
        Trouble.of(always(capacity), Optional.empty()),
        List.of(new Step(1.5, first * 2 / 3, first), new Step(0.8, first + nanos / 24, nanos)));
  }
}
