package dev.weir.lab.page;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A strategy as the samples have it: a few traits, from which its course in any scenario follows.
 *
 * @param name its name
 * @param shareAtTenTimes what is left of the capacity at ten times the load
 * @param p99Millis the 99th percentile under overload
 * @param recoverySeconds how long it takes after a stall; negative if it never does
 * @param longestLine how many wait at most
 * @param permits its limit, if it has one
 * @param mebibytes the memory of its process
 */
record SampleStrategy(
    String name,
    double shareAtTenTimes,
    double p99Millis,
    double recoverySeconds,
    int longestLine,
    OptionalDouble permits,
    double mebibytes) {

  static final List<SampleStrategy> ALL =
      List.of(
          limitless("none", 0.02, 990, -1, 0, 402),
          limited("block", 0.04, 985, 9.5, 2900, 371),
          limited("reject", 0.985, 108, 0.25, 0, 204),
          limited("wait-then-shed", 0.991, 312, 0.25, 80, 211),
          limited("worker-pool", 0.989, 318, 0.5, 80, 214),
          limitless("token-bucket", 0.93, 221, 1.75, 0, 209),
          limitless("leaky-bucket", 0.91, 355, 2, 80, 212),
          limited("demand", 0.986, 309, 0.5, 80, 218),
          limited("priority", 0.984, 330, 0.5, 80, 216),
          limited("adaptive", 0.94, 296, 0.75, 80, 220),
          limited("codel", 0.972, 264, 0.25, 80, 213));

  private static SampleStrategy limited(
      String name, double share, double p99, double recovery, int line, double memory) {
    return new SampleStrategy(name, share, p99, recovery, line, OptionalDouble.of(40), memory);
  }

  private static SampleStrategy limitless(
      String name, double share, double p99, double recovery, int line, double memory) {
    return new SampleStrategy(name, share, p99, recovery, line, OptionalDouble.empty(), memory);
  }

  /** Returns what it makes of a load, both as multiples of the capacity. */
  double goodput(double load) {
    return load <= 1 ? load : Math.pow(shareAtTenTimes, Math.log10(load));
  }

  /** Returns whether it lets too much in, and refuses nothing. */
  boolean collapses() {
    return shareAtTenTimes < 0.5;
  }

  /** Returns whether it changes its limit as it goes. */
  boolean adapts() {
    return name.equals("adaptive");
  }
}
