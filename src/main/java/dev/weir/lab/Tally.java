package dev.weir.lab;

import dev.weir.lab.load.PlannedRequest;
import dev.weir.lab.load.Result;
import dev.weir.lab.load.ResultKind;
import dev.weir.lab.page.Figure;
import dev.weir.lab.page.Results;
import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import dev.weir.lab.page.Results.RequestClass;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Counts what became of the requests of one pair: all in all, in short spans of time, step by step,
 * and class by class.
 */
final class Tally {

  static final long BIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final int FINE = 3;
  private static final int COARSE = 2;

  private final Scenario scenario;
  private final long nanos;
  private final Counts all = new Counts(FINE);
  private final List<SpanCounts> bins;
  private final List<SpanCounts> steps;
  private final Map<String, Counts> classes = new LinkedHashMap<>();
  private final Fairness fairness;
  private final Optional<RecoveryMeter> recovery;

  /** Makes an empty tally of a scenario that lasts so long. */
  Tally(Scenario scenario, Duration duration) {
    this.scenario = scenario;
    this.nanos = duration.toNanos();
    this.bins =
        LongStream.range(0, Math.ceilDiv(nanos, BIN_NANOS))
            .map(bin -> bin * BIN_NANOS)
            .mapToObj(from -> new SpanCounts(from, Math.min(from + BIN_NANOS, nanos), COARSE))
            .toList();
    this.steps =
        scenario.steps().stream()
            .map(step -> new SpanCounts(step.from(), step.until(), FINE))
            .toList();
    scenario.load().kinds().forEach(this::ofKind);
    this.fairness = new Fairness(scenario.load().clients());
    this.recovery =
        scenario.trouble().event().map(event -> new RecoveryMeter(event.until(), nanos));
  }

  private Counts ofKind(String kind) {
    return classes.computeIfAbsent(kind, name -> new Counts(FINE));
  }

  /** Counts a request. */
  void add(PlannedRequest request, Result result) {
    long moment = request.moment();
    long end = moment + result.tookNanos();
    all.add(result);
    bins.subList(bin(Math.min(moment, end - LabConfig.LATENCY.toNanos())), bin(end) + 1)
        .forEach(bin -> bin.add(request, result));
    steps.forEach(step -> step.add(request, result));
    ofKind(scenario.load().kind(request.stream())).add(result);
    fairness.add(request.stream(), result);
    recovery.ifPresent(meter -> meter.add(moment, result.outcome() == ResultKind.SERVED));
  }

  private int bin(long moment) {
    return Math.clamp(moment / BIN_NANOS, 0, bins.size() - 1);
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
        figures(calls, peakBytes),
        bins.stream().map(bin -> point(bin, seen)).toList(),
        steps(),
        classes(),
        events());
  }

  /** Requests that still wait at the end, or after a stall, may be served beyond the possible. */
  private Map<Figure, Double> figures(long calls, double peakBytes) {
    double served = all.of(ResultKind.SERVED);
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.REQUESTS, (double) all.requests());
    figures.put(Figure.SERVED, served);
    figures.put(Figure.GOODPUT_SHARE, Math.min(1, served / scenario.mostServed()));
    all.percentileMillis(50).ifPresent(millis -> figures.put(Figure.P50_MS, millis));
    all.percentileMillis(99).ifPresent(millis -> figures.put(Figure.P99_MS, millis));
    figures.put(Figure.SHED_SHARE, all.share(ResultKind.REFUSED));
    figures.put(Figure.LOST_SHARE, all.share(ResultKind.LATE, ResultKind.FAILED));
    figures.put(Figure.WASTED_SHARE, calls == 0 ? 0 : Math.max(0, (calls - served) / calls));
    recovery.ifPresent(meter -> figures.putAll(meter.figures()));
    figures.putAll(fairness.figures(scenario.mostServed()));
    figures.put(Figure.PEAK_MEMORY_MIB, peakBytes / (1 << 20));
    return figures;
  }

  private static Point point(SpanCounts bin, NavigableMap<Long, MetricsSnapshot> seen) {
    var last = seen.lowerEntry(bin.until());
    return bin.point(last == null ? MetricsSnapshot.NONE : last.getValue());
  }

  private List<Results.Step> steps() {
    return IntStream.range(0, steps.size())
        .mapToObj(i -> steps.get(i).step(scenario.steps().get(i).load()))
        .toList();
  }

  private List<RequestClass> classes() {
    return classes.size() < 2
        ? List.of()
        : classes.entrySet().stream()
            .map(kind -> requestClass(kind.getKey(), kind.getValue()))
            .toList();
  }

  private RequestClass requestClass(String kind, Counts counts) {
    double capacity = LabConfig.CAPACITY_PER_SECOND * nanos / 1e9;
    return new RequestClass(
        kind,
        scenario.load().offeredBy(kind).total() / capacity,
        counts.share(ResultKind.SERVED),
        counts.percentileMillis(99));
  }

  private List<Results.Event> events() {
    return scenario.trouble().event().stream()
        .map(event -> new Results.Event(event.what(), event.from() / 1e9, event.until() / 1e9))
        .toList();
  }
}
