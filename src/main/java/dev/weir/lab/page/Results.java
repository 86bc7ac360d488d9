package dev.weir.lab.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that one run of the lab found. Shares are from 0 to 1, seconds are from the beginning of the
 * measurement.
 *
 * @param setup what was measured, and where
 * @param complete whether all pairs were measured; not when the run was stopped
 * @param pairs what each pair of scenario and strategy gave, in the order in which they were run
 */
public record Results(Setup setup, boolean complete, List<Pair> pairs) {

  /**
   * What was measured, and where: the same for all pairs.
   *
   * @param version the version of Weir
   * @param java the Java that ran it
   * @param machine the operating system and the number of its processors
   * @param startedAt when the run began
   * @param permits how many calls the backend can do at once without slowing
   * @param waitingRoom the places in each waiting room
   * @param maxWait the longest wait in it
   * @param latency what a call takes when nothing is in its way
   * @param patience after how long a client hangs up; a later response is no goodput
   * @param duration how long each pair was measured
   */
  public record Setup(
      String version,
      String java,
      String machine,
      Instant startedAt,
      int permits,
      int waitingRoom,
      Duration maxWait,
      Duration latency,
      Duration patience,
      Duration duration) {

    /** Returns how many calls a second the backend does well. */
    double capacityPerSecond() {
      return permits * 1e9 / latency.toNanos();
    }
  }

  /**
   * What one strategy did in one scenario.
   *
   * @param scenario the scenario
   * @param strategy the name of the strategy
   * @param figures the whole in a few figures; those that are not known are left out
   * @param points the course of it, at even distances
   * @param steps what it did at each load, if the scenario raises the load step by step
   * @param classes what each class of requests got, if the scenario has several
   * @param events what happened meanwhile
   */
  public record Pair(
      Description scenario,
      String strategy,
      Map<Figure, Double> figures,
      List<Point> points,
      List<Step> steps,
      List<RequestClass> classes,
      List<Event> events) {

    /** Returns a figure; empty if it is not known, or no number. */
    public OptionalDouble figure(Figure figure) {
      double value = figures.getOrDefault(figure, Double.NaN);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Returns the goodput at this load, as a share of capacity; empty if it has none. */
    OptionalDouble atLoad(double load) {
      return steps.stream()
          .filter(step -> step.load() == load)
          .mapToDouble(Step::goodputShare)
          .findFirst();
    }

    /** Returns the share that was served of this class of requests; empty if it has none. */
    OptionalDouble servedOf(String name) {
      return classes.stream()
          .filter(requestClass -> requestClass.name().equals(name))
          .mapToDouble(RequestClass::servedShare)
          .findFirst();
    }
  }

  /**
   * What happened for a time, to the backend or to the load.
   *
   * @param what in a few words, such as {@code backend hangs}
   * @param fromSecond when it began
   * @param untilSecond when it was over
   */
  public record Event(String what, double fromSecond, double untilSecond) {}

  /**
   * What happened in one short span of time. Requests count when they were meant to be sent, but
   * goodput when the backend worked on it: a call at the border of two spans counts for a part in
   * each.
   *
   * @param second the middle of the span
   * @param offeredPerSecond requests
   * @param goodputPerSecond those served well and in time
   * @param shedPerSecond those refused
   * @param p50Millis the median of those served well and in time, if there were any
   * @param p99Millis their 99th percentile
   * @param inside how many held a permit at some moment of it
   * @param waiting how many waited at that moment
   * @param permits how many permits there were; empty if the strategy has no such limit
   */
  public record Point(
      double second,
      double offeredPerSecond,
      double goodputPerSecond,
      double shedPerSecond,
      OptionalDouble p50Millis,
      OptionalDouble p99Millis,
      int inside,
      int waiting,
      OptionalDouble permits) {}

  /**
   * What it did at one load.
   *
   * @param load the offered load as a multiple of capacity
   * @param goodputShare the goodput as a share of capacity, by when the backend worked on it
   * @param p99Millis the 99th percentile of the served, if there were any
   */
  public record Step(double load, double goodputShare, OptionalDouble p99Millis) {}

  /**
   * What one class of requests got: those of a priority, or of one kind of clients.
   *
   * @param name the class, such as {@code critical} or {@code patient}
   * @param load what it offered, as a multiple of capacity; infinite for clients that send the next
   *     request after each response
   * @param servedShare the share of its requests that was served well and in time
   * @param p99Millis the 99th percentile of the served, if there were any
   */
  public record RequestClass(
      String name, double load, double servedShare, OptionalDouble p99Millis) {}

  /** Returns the scenarios, in the order in which they were run. */
  List<Description> scenarios() {
    return pairs.stream().map(Pair::scenario).distinct().toList();
  }

  /** Returns the names of the strategies, in the order in which they were run. */
  List<String> strategies() {
    return pairs.stream().map(Pair::strategy).distinct().toList();
  }

  /** Returns the pairs of this scenario. */
  List<Pair> of(Description scenario) {
    return pairs.stream().filter(pair -> pair.scenario().equals(scenario)).toList();
  }

  /** Returns the pair of this scenario and strategy, if it was measured. */
  Optional<Pair> pair(Description scenario, String strategy) {
    return of(scenario).stream().filter(pair -> pair.strategy().equals(strategy)).findFirst();
  }
}
