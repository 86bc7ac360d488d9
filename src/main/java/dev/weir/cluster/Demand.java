package dev.weir.cluster;

/**
 * How many permits a replica has use for: what it uses at the moment, or what it has used on
 * average over the last half a second, if that is more. So it gives back at once no permit that it
 * needs again for the next request, and keeps none that it does not use.
 */
final class Demand {

  private static final double MEMORY_NANOS = 0.5e9;

  private double average;
  private int latest;
  private long sampledNanos;

  Demand(long nowNanos) {
    this.sampledNanos = nowNanos;
  }

  /** Takes note of how many permits there is use for at this moment. */
  void sample(int permits, long nowNanos) {
    double elapsedNanos = nowNanos - sampledNanos;
    average += (permits - average) * elapsedNanos / (elapsedNanos + MEMORY_NANOS);
    latest = permits;
    sampledNanos = nowNanos;
  }

  /** Returns how many permits there was use for when it was last looked at. */
  int latest() {
    return latest;
  }

  /** Returns how many permits to ask for. */
  int wants() {
    return Math.max(latest, (int) Math.round(average));
  }
}
