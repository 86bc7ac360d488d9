package dev.weir.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * The metrics of one Weir. Every series is there from the start, at 0. The tables of them are in: {@link GateMetrics}, {@link RequestMetrics}, {@link ConnectionMetrics}, {@link
 * BackendMetrics}, {@link LogMetrics}, {@link RuntimeMetrics}.
 */
public final class WeirMetrics {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final GateMetrics gate;
  private final RequestMetrics requests;
  private final LogMetrics logs;
  private final ConnectionMetrics connections;
  private final BackendMetrics backend;

  /**
   * Makes all metrics but those that are read at each scrape: for these see the {@code show}
   * methods.
   *
   * @param version the version of Weir
   */
  public WeirMetrics(String version) {
    Families families = new Families(registry);
    gate = new GateMetrics(families);
    requests = new RequestMetrics(families);
    logs = new LogMetrics(families);
    connections = new ConnectionMetrics(families);
    backend = new BackendMetrics(families);
    RuntimeMetrics.register(registry, version);
  }

  /** Returns the metrics of the gate. */
  public GateMetrics gate() {
    return gate;
  }

  /** Returns the metrics of requests. */
  public RequestMetrics requests() {
    return requests;
  }

  /** Returns the metrics of the clients' connections. */
  public ConnectionMetrics connections() {
    return connections;
  }

  /** Returns the metrics of the backend. */
  public BackendMetrics backend() {
    return backend;
  }

  /** Returns the metrics of the logs. */
  public LogMetrics logs() {
    return logs;
  }

  /** Returns where all of them are registered. */
  public PrometheusRegistry registry() {
    return registry;
  }
}
