/**
 * The Prometheus view of the gate. {@link dev.weir.metrics.GateMetrics} has the table of metrics.
 */
@NullMarked
package dev.weir.metrics;

import org.jspecify.annotations.NullMarked;
