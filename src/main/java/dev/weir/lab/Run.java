package dev.weir.lab;

import dev.weir.lab.Clients.Kind;
import dev.weir.lab.load.Connections;
import dev.weir.lab.load.Generator;
import dev.weir.lab.load.OpenLoop;
import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Stop;
import dev.weir.lab.load.StoppedException;
import dev.weir.lab.load.Target;
import dev.weir.lab.load.Workload;
import dev.weir.lab.page.Results;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;

/** Measures one strategy in one scenario, on a Weir of its own, which ends with it. */
final class Run implements AutoCloseable {

  private static final double WARM_UP_LOAD = 0.7;
  private static final long SEED = 1;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  /** For the first call, which waits until classes are loaded. */
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(10);

  private final String strategy;
  private final Scenario scenario;
  private final Timing timing;
  private final Stop stop;
  private final Optional<Environment> environment;
  private final ChildWeir weir;

  /** Starts the Weir, and what it has behind it. */
  Run(Cell cell, Timing timing, Stop stop) throws IOException {
    this.strategy = cell.strategy();
    this.scenario = Scenarios.of(cell.scenario(), timing.duration());
    this.timing = timing;
    this.stop = stop;
    this.environment = Environment.of(scenario);
    List<String> flags = new ArrayList<>(WeirFlags.of(strategy, scenario, timing.beginning()));
    environment.ifPresent(each -> flags.addAll(each.flags()));
    this.weir = ChildWeir.start(flags, timing.rest());
  }

  /**
   * Warms the Weir up and measures it.
   *
   * @throws StoppedException if the run was stopped meanwhile
   * @throws WeirDiedException if the Weir ended meanwhile
   */
  Results.Pair run(Progress progress) throws StoppedException, WeirDiedException {
    URI root = weir.awaitStart(stop);
    try (Connections connections = new Connections(target(root))) {
      progress.phase("warming up");
      long beginNanos = callOnce(connections) + timing.beginning().toNanos();
      warmUp(connections, beginNanos);
      stop.pause(Duration.ofNanos(beginNanos - System.nanoTime()));
      progress.phase("measuring");
      return measure(root, connections);
    }
  }

  @Override
  public void close() throws IOException {
    weir.close();
    if (environment.isPresent()) {
      environment.get().close();
    }
  }

  private Target target(URI root) {
    return Target.of(root, ofEachStream(Kind::shape));
  }

  private <T> List<T> ofEachStream(Function<Kind, T> property) {
    return scenario.load().clients().stream().map(Clients::kind).map(property).toList();
  }

  /** Returns when the backend was called for the first time: that is when its schedule begins. */
  private long callOnce(Connections connections) throws StoppedException {
    Workload one = OpenLoop.even(new Rate.Span(0, 1_000_000, 1_000));
    new Generator(connections, List.of(LONG_PATIENCE), one, (request, result) -> {}).run(stop);
    return System.nanoTime() - scenario.trouble().latency().toNanos();
  }

  /** Long calls leave less time for it, or none: the last has to be over before the gap. */
  private void warmUp(Connections connections, long beginNanos) throws StoppedException {
    double perSecond = scenario.trouble().capacity().spans().getFirst().perSecond();
    Duration longer = scenario.trouble().latency().minus(LabConfig.LATENCY);
    long untilGap =
        Math.max(0, beginNanos - System.nanoTime() - timing.gap().plus(longer).toNanos());
    Rate calm = Rate.of(WARM_UP_LOAD * perSecond, Math.min(untilGap, timing.warmUp().toNanos()));
    Workload workload = OpenLoop.poisson(calm, SEED);
    new Generator(connections, List.of(LabConfig.PATIENCE), workload, (request, result) -> {})
        .run(stop);
  }

  private Results.Pair measure(URI root, Connections connections)
      throws StoppedException, WeirDiedException {
    MetricsSnapshot before = lookBefore(root);
    Tally tally = new Tally(scenario, timing.duration());
    MetricsPoller watch = new MetricsPoller(root);
    try (watch) {
      Workload workload = scenario.load().workload(SEED);
      new Generator(connections, ofEachStream(Kind::patience), workload, tally::add).run(stop);
    }
    NavigableMap<Long, MetricsSnapshot> seen = watch.seen();
    MetricsSnapshot after =
        awaitRest(root).orElseGet(() -> seen.isEmpty() ? before : seen.lastEntry().getValue());
    weir.checkAlive(stop);
    return tally.pair(
        strategy, seen, after.finishedCalls() - before.finishedCalls() + after.inside());
  }

  /** Returns what is seen before the load; on a busy machine a response can take several looks. */
  private MetricsSnapshot lookBefore(URI root) throws StoppedException, WeirDiedException {
    long giveUpNanos = System.nanoTime() + LONGEST_SILENCE.toNanos();
    while (true) {
      try {
        return MetricsPoller.look(root);
      } catch (IOException e) {
        weir.checkAlive(stop);
        if (System.nanoTime() > giveUpNanos) {
          throw weir.died("does not respond (" + e.getMessage() + ")");
        }
        stop.pause(LOOK_AGAIN);
      }
    }
  }

  /**
   * Returns what is seen when all is over or the wait was long enough; empty if Weir does not
   * respond.
   */
  private Optional<MetricsSnapshot> awaitRest(URI root) throws StoppedException {
    Optional<MetricsSnapshot> seen = Optional.empty();
    long giveUpNanos = System.nanoTime() + timing.rest().toNanos();
    while (true) {
      try {
        seen = Optional.of(MetricsPoller.look(root));
      } catch (IOException e) {
        // What was seen before is better than nothing.
      }
      boolean over = seen.map(MetricsSnapshot::atRest).orElse(false);
      if (over || System.nanoTime() > giveUpNanos) {
        return seen;
      }
      stop.pause(LOOK_AGAIN);
    }
  }
}
