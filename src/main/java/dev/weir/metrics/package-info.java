/**
 * The Prometheus view of Weir. {@link dev.weir.metrics.WeirMetrics} says where which metrics are.
 */
@NullMarked
package dev.weir.metrics;

import org.jspecify.annotations.NullMarked;
