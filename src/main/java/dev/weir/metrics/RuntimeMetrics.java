package dev.weir.metrics;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;

/**
 * The metrics of the process and its logs. Beside them there are {@code jvm_*} and {@code
 * process_*} as the Prometheus client library has them.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, labels<th>moves
 * <tr><td>{@code weir_build_info}<td>gauge, {@code version}<td>never: it is 1
 * <tr><td>{@code weir_log_lines_lost_total}<td>counter, {@code log}<td>when a line of the {@code
 *     access} or the {@code server} log is dropped, because those before it are not read in time
 * </table>
 */
public final class RuntimeMetrics {

  private final Families families;

  /**
   * Registers all but those of the native memory: they need a JVM that tracks it, and to ask for
   * them takes a fifth of the time that a start takes.
   */
  RuntimeMetrics(Families families, String version) {
    this.families = families;
    PrometheusRegistry registry = families.registry();
    Info.builder()
        .name("weir_build_info")
        .help("The version of Weir that runs.")
        .labelNames("version")
        .register(registry)
        .setLabelValues(version);
    JvmThreadsMetrics.builder().register(registry);
    JvmBufferPoolMetrics.builder().register(registry);
    JvmClassLoadingMetrics.builder().register(registry);
    JvmCompilationMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmMemoryPoolAllocationMetrics.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    ProcessMetrics.builder().register(registry);
  }

  /** Shows how many lines each log has lost; once for each of these metrics. */
  public void show(LongSupplier accessLost, LongSupplier serverLost) {
    families.counts(
        "weir_log_lines_lost_total",
        "Lines of a log that were dropped, because it was not read in time.",
        lost -> {
          lost.call((double) accessLost.getAsLong(), "access");
          lost.call((double) serverLost.getAsLong(), "server");
        },
        "log");
  }
}
