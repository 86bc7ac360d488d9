package dev.weir.lab;

import dev.weir.lab.Clients.Kind;
import dev.weir.lab.Scenario.Change;
import dev.weir.lab.Scenario.Event;
import dev.weir.lab.Scenario.Service;
import dev.weir.lab.Scenario.Step;
import dev.weir.lab.Scenario.Trouble;
import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Target.Shape;
import dev.weir.lab.page.Description;
import dev.weir.lab.page.Description.Measure;
import dev.weir.lab.page.Description.Plot;
import dev.weir.settings.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a scenario that lasts so long of its entry in {@code scenarios.yaml}. */
final class ScenarioReader {

  private static final String ENDPOINT = "/endpoint";
  private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);

  private final Entry entry;
  private final long nanos;
  private final List<Phase> phases;

  /** A part of the time, and what the file says of it. */
  private record Phase(Entry entry, long from, long until) {

    double load(int client) {
      return Entry.number(entry.texts("load").get(client));
    }

    double capacity() {
      return entry.number("capacity", 1);
    }

    /** What is left of an earlier phase does not count in the step of this one. */
    Step step() {
      long counted = (long) ((until - from) * entry.number("counted", 1));
      return new Step(load(0), until - counted + counted % LabConfig.LATENCY.toNanos(), until);
    }
  }

  private ScenarioReader(Entry entry, Duration duration) {
    this.entry = entry;
    this.nanos = duration.toNanos();
    this.phases = phases();
  }

  static Scenario read(Entry entry, Duration duration) {
    ScenarioReader reader = new ScenarioReader(entry, duration);
    return new Scenario(
        reader.description(), reader.load(), reader.trouble(), reader.steps(), reader.service());
  }

  private List<Phase> phases() {
    List<Entry> usual = entry.entries("phases");
    boolean isShort = nanos / usual.size() < SHORTEST_STEP.toNanos();
    List<Phase> all = new ArrayList<>();
    long from = 0;
    for (Entry each :
        isShort && entry.has("short-phases") ? entry.entries("short-phases") : usual) {
      long until = until(each, from);
      all.add(new Phase(each, from, until));
      from = until;
    }
    return all;
  }

  private long until(Entry phase, long from) {
    if (phase.has("for")) {
      return from + phase.texts("for").stream().mapToLong(this::length).min().orElseThrow();
    }
    return length(phase.text("until", "1/1"));
  }

  /** Returns how long a duration is, or a fraction of the whole. */
  private long length(String text) {
    return Durations.parse(text)
        .map(Duration::toNanos)
        .orElseGet(() -> Math.round(nanos * Entry.number(text)));
  }

  private Description description() {
    return new Description(
        entry.text("name", ""),
        entry.text("title", ""),
        entry.text("text", ""),
        entry.text("question", ""),
        (int) entry.number("permits", LabConfig.PERMITS),
        Measure.valueOf(constant(entry.text("measure", ""))),
        entry.texts("plots").stream().map(plot -> Plot.valueOf(constant(plot))).toList());
  }

  private static String constant(String text) {
    return text.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private Load load() {
    List<Entry> clients = entry.entries("clients");
    return new Load(
        IntStream.range(0, clients.size())
            .boxed()
            .flatMap(index -> callers(clients.get(index), index))
            .toList());
  }

  /**
   * Returns the callers of one kind, each with its part of the load; clients of no name are one.
   */
  private Stream<Clients> callers(Entry clients, int index) {
    int callers = (int) clients.number("callers", 1);
    return IntStream.rangeClosed(1, callers)
        .mapToObj(caller -> clients(clients, kind(clients, caller), index, callers));
  }

  private static Kind kind(Entry clients, int caller) {
    return new Kind(
        clients.text("name", ""),
        new Shape(
            clients.text("path", ENDPOINT),
            clients.texts("field").stream()
                .map(field -> field.replace("#", String.valueOf(caller)))
                .toList()),
        clients.has("callers"),
        clients.duration("patience", LabConfig.PATIENCE));
  }

  private Clients clients(Entry clients, Kind kind, int index, int callers) {
    return clients.has("crowd")
        ? new Clients.Closed(
            kind,
            (int) clients.number("crowd", 0),
            clients.isTrue("obedient"),
            clients.duration("pause", Duration.ZERO),
            nanos)
        : new Clients.Open(kind, rate(phase -> phase.load(index) / callers));
  }

  private Rate rate(ToDoubleFunction<Phase> multiple) {
    Rate rate = Rate.NEVER;
    for (Phase phase : phases) {
      double perSecond = LabConfig.CAPACITY_PER_SECOND * multiple.applyAsDouble(phase);
      rate = rate.then(perSecond, phase.until() - phase.from());
    }
    return rate;
  }

  private Trouble trouble() {
    return new Trouble(
        entry.duration("latency", LabConfig.LATENCY),
        entry.texts("settings"),
        phasesWith("backend")
            .map(phase -> new Change(phase.from(), phase.entry().text("backend", "")))
            .toList(),
        rate(Phase::capacity),
        phasesWith("event")
            .map(phase -> new Event(phase.entry().text("event", ""), phase.from(), phase.until()))
            .findFirst());
  }

  private List<Step> steps() {
    return phasesWith("counted").map(Phase::step).toList();
  }

  private Optional<Service> service() {
    return Optional.of(entry)
        .filter(each -> each.has("upstream"))
        .map(each -> new Service(paths(each), each.yaml("routes")));
  }

  private static List<Upstream.Path> paths(Entry entry) {
    return entry.entries("upstream").stream()
        .map(
            path ->
                new Upstream.Path(
                    path.text("path", ENDPOINT),
                    path.duration("mean", LabConfig.LATENCY),
                    path.number("sigma", 0)))
        .toList();
  }

  private Stream<Phase> phasesWith(String key) {
    return phases.stream().filter(phase -> phase.entry().has(key));
  }
}
