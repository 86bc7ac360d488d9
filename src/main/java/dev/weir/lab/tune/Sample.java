package dev.weir.lab.tune;

import java.util.Collection;

/**
 * What a backend did with so many requests at once, over some seconds.
 *
 * @param permits how many requests it had at once
 * @param perSecond how many it served in a second
 */
public record Sample(int permits, double perSecond) {

  /**
   * Returns how long a request took, by Little's law: so many are inside as come in a second, times
   * the seconds that each stays.
   */
  public double seconds() {
    return permits / perSecond;
  }

  /**
   * Returns the power: goodput divided by latency (Kleinrock, "Power and deterministic rules of
   * thumb for probabilistic problems in computer communications", ICC 1979). It is greatest at the
   * knee, where more permits begin to cost more latency than they bring goodput.
   */
  public double power() {
    return perSecond / seconds();
  }

  /** Returns the sample with the greatest power. */
  static Sample strongest(Collection<Sample> samples) {
    return samples.stream()
        .reduce((one, other) -> other.power() > one.power() ? other : one)
        .orElseThrow();
  }
}
