package dev.weir.lab.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that one run of the lab found.
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
   * @param permits the permits of each gate, and what the backend can do at once without slowing
   * @param waitingRoom the places in each waiting room
   * @param maxWait how long one may wait
   * @param latency what a call takes when nothing is in its way
   * @param patience after how long a client hangs up; an answer that comes later is no goodput
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
   * @param scenario the name of the scenario
   * @param strategy the name of the strategy
   * @param summary the whole in a few figures
   * @param points the course of it, at even distances
   * @param steps what it did at each load, if the scenario raises the load step by step
   * @param classes what each class of requests got, if the scenario has several
   * @param events what happened meanwhile
   */
  public record Pair(
      String scenario,
      String strategy,
      Summary summary,
      List<Point> points,
      List<Step> steps,
      List<RequestClass> classes,
      List<Event> events) {}

  /**
   * What happened for a time, to the backend or to the load. Seconds are from the beginning of the
   * measurement.
   *
   * @param what in a few words, such as {@code backend hangs}
   * @param fromSecond when it began
   * @param untilSecond when it was over
   */
  public record Event(String what, double fromSecond, double untilSecond) {}

  /**
   * One pair in a few figures. Shares are from 0 to 1.
   *
   * @param requests how many were sent
   * @param served how many were answered well and in time
   * @param goodputShare the served, as a share of what the backend can do (or of what was offered,
   *     if that was less) over the same time
   * @param p50Millis the median time to an answer of the served, from the moment at which the
   *     request was meant to be sent; empty if none was served
   * @param p99Millis their 99th percentile
   * @param shedShare the share of all requests that was refused
   * @param lostShare the share of all requests that got neither answer nor refusal in time
   * @param wastedShare the share of the backend's calls whose answer came too late or to nobody
   * @param recovery how long after the disturbance it served well again; {@link Recovery}
   * @param peakMemoryMebibytes the most memory that its process held
   */
  public record Summary(
      long requests,
      long served,
      double goodputShare,
      OptionalDouble p50Millis,
      OptionalDouble p99Millis,
      double shedShare,
      double lostShare,
      double wastedShare,
      Recovery recovery,
      double peakMemoryMebibytes) {}

  /** How long it took to serve well again after a disturbance. */
  public sealed interface Recovery {

    /** The scenario has no disturbance to recover from. */
    record NotAsked() implements Recovery {}

    /** It took so long, from the end of the disturbance. */
    record After(double seconds) implements Recovery {}

    /** It had not recovered when the measurement ended, so long after the disturbance. */
    record Never(double observedSeconds) implements Recovery {}
  }

  /**
   * What happened in one short span of time, told by when the requests were meant to be sent, but
   * for goodput, which is told by when the backend worked on it: a call at the border of two spans
   * counts for a part in each.
   *
   * @param second the middle of the span, from the beginning of the measurement
   * @param offeredPerSecond requests
   * @param goodputPerSecond those answered well and in time
   * @param shedPerSecond those refused
   * @param p50Millis the median of those answered well and in time, if there were any
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
   * @param load what it offered, as a multiple of capacity; infinite for clients who ask again and
   *     again
   * @param servedShare the share of its requests that was served well and in time
   * @param p99Millis the 99th percentile of the served, if there were any
   */
  public record RequestClass(
      String name, double load, double servedShare, OptionalDouble p99Millis) {}

  /** Returns the pair of this scenario and strategy, if it was measured. */
  public Optional<Pair> pair(String scenario, String strategy) {
    return pairs.stream()
        .filter(pair -> pair.scenario().equals(scenario) && pair.strategy().equals(strategy))
        .findFirst();
  }

  /** Returns the names of the scenarios, in the order in which they were run. */
  public List<String> scenarios() {
    return pairs.stream().map(Pair::scenario).distinct().toList();
  }

  /** Returns the names of the strategies, in the order in which they were run. */
  public List<String> strategies() {
    return pairs.stream().map(Pair::strategy).distinct().toList();
  }
}
