package dev.weir.admin;

import dev.weir.backend.UpstreamLevels;
import dev.weir.cluster.ClusterLevels;
import dev.weir.edge.Draining;
import dev.weir.edge.LastSheds;
import dev.weir.gate.Gate;
import dev.weir.gate.shadow.ShadowVerdict;
import dev.weir.metrics.RouteTotals;
import dev.weir.metrics.WaitTotals;
import dev.weir.reload.LiveSettings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A Weir as operators see it.
 *
 * @param process what does not change while it runs
 * @param settings the settings in force
 * @param draining the requests that are under way
 * @param gates the gates by their names, those too that the settings no longer have
 * @param shadows what each strategy would have done that is tried at a gate, by its name
 * @param lastSheds the last requests that a gate shed, by its name
 * @param totals what was counted since the start
 * @param upstreams the upstreams of the backend
 * @param cluster the part in a cluster; empty for a Weir by itself
 */
public record WeirView(
    ProcessView process,
    LiveSettings settings,
    Draining draining,
    Map<String, Gate> gates,
    Function<String, List<ShadowVerdict>> shadows,
    Function<String, LastSheds> lastSheds,
    Totals totals,
    Supplier<Collection<UpstreamLevels>> upstreams,
    Supplier<Optional<ClusterLevels>> cluster) {

  /**
   * What does not change while Weir runs.
   *
   * @param version the version of Weir
   * @param instance the name of this process, or of its host
   * @param startedAt the moment of the start, as ISO 8601 has it
   * @param files the files of the settings
   */
  public record ProcessView(String version, String instance, String startedAt, List<Path> files) {}

  /**
   * What was counted since the start.
   *
   * @param waits how long admitted arrivals waited, by the names of the gates
   * @param routes what became of the requests of each route
   */
  public record Totals(
      Supplier<Map<String, WaitTotals>> waits, Supplier<List<RouteTotals>> routes) {}
}
