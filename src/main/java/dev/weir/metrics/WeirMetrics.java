package dev.weir.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * The metrics of one Weir. Every series is there from the start, at 0. Each part has a table of its
 * metrics; those that are read at each scrape are registered by its {@code show} method.
 *
 * @param registry where all of them are registered
 * @param gates the metrics of the gates
 * @param shadows the metrics of what is tried beside the gates
 * @param routes the metrics of the routes with bounds of their own
 * @param requests the metrics of requests
 * @param connections the metrics of the clients' connections
 * @param backend the metrics of the backend
 * @param cluster the metrics of the part in a cluster
 * @param traces the metrics of traces
 * @param config the metrics of the settings
 * @param runtime the metrics of the process
 */
public record WeirMetrics(
    PrometheusRegistry registry,
    GateMetrics gates,
    ShadowMetrics shadows,
    RouteMetrics routes,
    RequestMetrics requests,
    ConnectionMetrics connections,
    BackendMetrics backend,
    ClusterMetrics cluster,
    TraceMetrics traces,
    ConfigMetrics config,
    RuntimeMetrics runtime) {

  /** Makes the metrics of this version of Weir, with a registry of their own. */
  public WeirMetrics(String version, Exemplars exemplars) {
    this(new Families(new PrometheusRegistry(), exemplars), version);
  }

  /** Makes the same without exemplars. */
  public WeirMetrics(String version) {
    this(version, Exemplars.NONE);
  }

  private WeirMetrics(Families families, String version) {
    this(
        families.registry(),
        new GateMetrics(families),
        new ShadowMetrics(families),
        new RouteMetrics(families),
        new RequestMetrics(families),
        new ConnectionMetrics(families),
        new BackendMetrics(families),
        new ClusterMetrics(families),
        new TraceMetrics(families),
        new ConfigMetrics(families),
        new RuntimeMetrics(families, version));
  }
}
