package dev.weir.metrics;

/** What histograms of the durations of requests show beside the counts, in OpenMetrics. */
public enum Exemplars {
  /** Nothing. */
  NONE,
  /** The ids of spans that were recorded, as {@code trace_id} and {@code span_id}. */
  SPANS
}
