package dev.weir.backend.simulated;

import java.time.Duration;

/**
 * What calls take, and how many of them fail.
 *
 * @param latency what a call takes when nothing is in its way
 * @param capacity how many calls at once do not slow each other down, at least 1
 * @param contention how much each call beyond that costs the others; 0 for nothing
 * @param errorShare the share of calls that get a response of 500 at once, from 0 to 1
 */
public record Pace(Duration latency, int capacity, double contention, double errorShare) {

  /** Returns how many times longer a call takes as one of so many. */
  double slowdown(int concurrent) {
    int excess = Math.max(0, concurrent - capacity);
    return 1 + contention * excess * concurrent / capacity;
  }
}
