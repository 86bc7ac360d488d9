package dev.weir.lab;

import dev.weir.lab.load.PlannedRequest;
import dev.weir.lab.load.Result;
import dev.weir.lab.load.ResultKind;
import dev.weir.lab.page.Results;
import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import dev.weir.lab.page.Results.Recovery;
import dev.weir.lab.page.Results.RequestClass;
import dev.weir.lab.page.Results.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts what became of the requests of one pair: all in all, in short spans of time, step by step,
 * and class by class. A request belongs to the moment at which it was meant to be sent.
 */
final class Tally {

  static final long BIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final int FINE = 3;
  private static final int COARSE = 2;

  /** A part of the measurement. */
  private record Span(long from, long until) {

    /** Returns which part of a call that ends at this moment, undisturbed, lies in it. */
    double partOfCallThatEnds(long moment) {
      long latency = LabConfig.LATENCY.toNanos();
      long common = Math.min(until, moment) - Math.max(from, moment - latency);
      return Math.max(0, common) / (double) latency;
    }

    double seconds() {
      return (until - from) / 1e9;
    }
  }

  private final Scenario scenario;
  private final long nanos;
  private final Counts all = new Counts(FINE);
  private final List<Counts> bins;
  private final double[] servedInBin;
  private final List<Counts> steps;
  private final double[] servedInStep;
  private final double[] askedInStep;
  private final List<Counts> classes;
  private final Optional<RecoveryMeter> aftermath;

  /** Makes an empty tally of a scenario that lasts so long. */
  Tally(Scenario scenario, Duration duration) {
    this.scenario = scenario;
    this.nanos = duration.toNanos();
    this.bins = counts(COARSE, (int) Math.ceilDiv(nanos, BIN_NANOS));
    this.servedInBin = new double[bins.size()];
    this.steps = counts(FINE, scenario.steps().size());
    this.servedInStep = new double[steps.size()];
    this.askedInStep = new double[steps.size()];
    this.classes = counts(FINE, kinds().size());
    this.aftermath =
        scenario.trouble().event().map(event -> new RecoveryMeter(event.until(), nanos));
  }

  private static List<Counts> counts(int digits, int size) {
    return Stream.generate(() -> new Counts(digits)).limit(size).toList();
  }

  /** Returns the load's clients by their kinds, if there are several. */
  private List<Clients> kinds() {
    List<Clients> clients = scenario.load().clients();
    return clients.size() > 1 ? clients : List.of();
  }

  /** Counts a request. */
  void add(PlannedRequest ask, Result ending) {
    all.add(ending);
    bins.get((int) Math.min(ask.moment() / BIN_NANOS, bins.size() - 1)).add(ending);
    addToStep(ask, ending);
    if (ending.outcome() == ResultKind.SERVED) {
      addToBins(ask.moment() + ending.tookNanos());
    }
    if (!classes.isEmpty()) {
      classes.get(ask.stream()).add(ending);
    }
    aftermath.ifPresent(after -> after.add(ask.moment(), ending.outcome() == ResultKind.SERVED));
  }

  /**
   * Each span gets the part of a call that lies in it: calls end by the dozen, all at once, and one
   * more or less of such a moment in a span would look like a change of the goodput.
   */
  private void addToBins(long answered) {
    int last = (int) Math.min(answered / BIN_NANOS, bins.size() - 1);
    long began = answered - LabConfig.LATENCY.toNanos();
    for (int bin = (int) Math.max(0, began / BIN_NANOS); bin <= last; bin++) {
      servedInBin[bin] += bin(bin).partOfCallThatEnds(answered);
    }
  }

  private Span bin(int bin) {
    return new Span(bin * BIN_NANOS, Math.min((bin + 1) * BIN_NANOS, nanos));
  }

  /**
   * What is served in a step is told by when the backend worked on it: those who wait at its end
   * would make it more than the backend can do.
   */
  private void addToStep(PlannedRequest ask, Result ending) {
    for (int step = 0; step < steps.size(); step++) {
      Scenario.Step of = scenario.steps().get(step);
      if (of.from() <= ask.moment() && ask.moment() < of.until()) {
        steps.get(step).add(ending);
      }
      Span span = new Span(scenario.steps().get(step).from(), scenario.steps().get(step).until());
      askedInStep[step] += span.partOfCallThatEnds(ask.moment() + LabConfig.LATENCY.toNanos());
      if (ending.outcome() == ResultKind.SERVED) {
        servedInStep[step] += span.partOfCallThatEnds(ask.moment() + ending.tookNanos());
      }
    }
  }

  /**
   * Returns all of it.
   *
   * @param seen what was seen of Weir, by the moment
   * @param calls how many calls the backend had, those included that it had not finished when all
   *     clients were gone
   */
  Pair pair(String strategy, NavigableMap<Long, MetricsSnapshot> seen, long calls) {
    double peakBytes =
        seen.values().stream().mapToDouble(MetricsSnapshot::memoryBytes).max().orElse(0);
    return new Pair(
        scenario.description(),
        strategy,
        summary(calls, peakBytes),
        points(seen),
        steps(),
        classes(),
        events());
  }

  private List<Results.Event> events() {
    return scenario.trouble().event().stream()
        .map(event -> new Results.Event(event.what(), event.from() / 1e9, event.until() / 1e9))
        .toList();
  }

  /** Who still waits at the end, or after a stall, may be served beyond what was to be expected. */
  private Summary summary(long calls, double peakBytes) {
    return new Summary(
        all.requests(),
        all.served(),
        Math.min(1, all.served() / scenario.mostServed()),
        all.percentileMillis(50),
        all.percentileMillis(99),
        all.share(all.refused()),
        all.share(all.lost()),
        calls == 0 ? 0 : Math.max(0, (double) (calls - all.served()) / calls),
        aftermath.map(RecoveryMeter::recovery).orElseGet(Recovery.NotAsked::new),
        peakBytes / (1 << 20));
  }

  private List<Point> points(NavigableMap<Long, MetricsSnapshot> seen) {
    List<Point> points = new ArrayList<>();
    for (int bin = 0; bin < bins.size(); bin++) {
      var last = seen.lowerEntry(bin(bin).until());
      MetricsSnapshot levels = last == null ? MetricsSnapshot.NONE : last.getValue();
      points.add(point(bins.get(bin), servedInBin[bin], bin(bin), levels));
    }
    return points;
  }

  private static Point point(Counts counts, double served, Span span, MetricsSnapshot levels) {
    double seconds = span.seconds();
    return new Point(
        (span.from() + span.until()) / 2e9,
        counts.requests() / seconds,
        served / seconds,
        counts.refused() / seconds,
        counts.percentileMillis(50),
        counts.percentileMillis(99),
        levels.inside(),
        levels.waiting(),
        levels.permits());
  }

  private List<Results.Step> steps() {
    return IntStream.range(0, steps.size())
        .mapToObj(
            i ->
                new Results.Step(
                    scenario.steps().get(i).load(), goodput(i), steps.get(i).percentileMillis(99)))
        .toList();
  }

  /**
   * Returns the goodput of a step as a share of the capacity. Requests come by chance; what was
   * asked too little or too much by that, below the capacity, is no merit and no fault.
   */
  private double goodput(int index) {
    Scenario.Step step = scenario.steps().get(index);
    double capacity = LabConfig.CAPACITY_PER_SECOND * (step.until() - step.from()) / 1e9;
    double possible = Math.min(askedInStep[index], capacity);
    double share = possible == 0 ? 0 : Math.min(1, servedInStep[index] / possible);
    return share * Math.min(1, step.load());
  }

  private List<RequestClass> classes() {
    return IntStream.range(0, classes.size())
        .mapToObj(i -> requestClass(kinds().get(i), classes.get(i)))
        .toList();
  }

  private RequestClass requestClass(Clients clients, Counts counts) {
    double capacity = LabConfig.CAPACITY_PER_SECOND * nanos / 1e9;
    return new RequestClass(
        clients.kind().name(),
        clients.offered().total() / capacity,
        counts.share(counts.served()),
        counts.percentileMillis(99));
  }
}
