package dev.weir.metrics;

import dev.weir.reload.ReloadObserver;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import java.time.Instant;

/**
 * The metrics of the settings; their names are those that Prometheus and Alertmanager have for
 * theirs.
 *
 * <table>
 * <caption>When each of them moves</caption>
 * <tr><th>metric<th>type, labels<th>moves
 * <tr><td>{@code weir_config_reloads_total}<td>counter, {@code result}<td>when settings were read
 *     again: {@code success}, or {@code failure} if those before stay in force
 * <tr><td>{@code weir_config_last_reload_successful}<td>gauge<td>together with it: 1 for a success,
 *     and from the start on, 0 for a failure
 * <tr><td>{@code weir_config_last_reload_success_timestamp_seconds}<td>gauge<td>the moment of the
 *     last success, or of the start
 * <tr><td>{@code weir_config_hash}<td>gauge<td>a number that is the same for the same settings in
 *     force, secrets left out
 * <tr><td>{@code weir_config_overridden}<td>gauge<td>1 while settings are in force that the admin API
 *     has changed and no file has; else 0
 * </table>
 */
public final class ConfigMetrics implements ReloadObserver {

  private final CounterDataPoint successes;
  private final CounterDataPoint failures;
  private volatile boolean successful = true;
  private volatile double successSeconds = nowSeconds();
  private volatile long hash;
  private volatile boolean overridden;

  ConfigMetrics(Families families) {
    Counter reloads =
        families.counter(
            "weir_config_reloads_total", "Times that settings were read again.", "result");
    successes = reloads.labelValues("success");
    failures = reloads.labelValues("failure");
    families.gauge(
        "weir_config_last_reload_successful",
        "Whether the last settings that were read are in force: 1, or 0.",
        () -> successful ? 1 : 0);
    families.gauge(
        "weir_config_last_reload_success_timestamp_seconds",
        "When settings were last put in force.",
        () -> successSeconds);
    families.gauge(
        "weir_config_hash", "A number for the settings in force, as few others have.", () -> hash);
    families.gauge(
        "weir_config_overridden",
        "Whether settings are in force that no file has: 1, or 0.",
        () -> overridden ? 1 : 0);
  }

  private static double nowSeconds() {
    return Instant.now().toEpochMilli() / 1e3;
  }

  @Override
  public void started(long fingerprint) {
    hash = fingerprint;
  }

  @Override
  public void succeeded(long fingerprint) {
    hash = fingerprint;
    successful = true;
    successSeconds = nowSeconds();
    successes.inc();
  }

  @Override
  public void failed() {
    successful = false;
    failures.inc();
  }

  @Override
  public void changed(long fingerprint, boolean nowOverridden) {
    hash = fingerprint;
    overridden = nowOverridden;
  }
}
