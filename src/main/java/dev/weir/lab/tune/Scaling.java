package dev.weir.lab.tune;

/**
 * How the goodput of a backend grows with the number of requests it has at once: in proportion, up
 * to a ceiling that it reaches at once or by and by, and beyond which it may fall.
 *
 * <p>The asymptotes are those of every closed system (Denning and Buzen, "The operational analysis
 * of queueing network models", 1978): {@code alone * n} below, {@code alone * corner} above. Beyond
 * the corner a request takes longer, since it queues, and since the others cost it time; the latter
 * grows with their square, as the coherency term of the Universal Scalability Law does (Gunther,
 * "Guerrilla Capacity Planning", 2007).
 *
 * @param alone how many requests in a second it serves one after the other
 * @param corner the number at once at which the asymptotes meet
 * @param sharpness how close to the asymptotes it stays: 1 for a wide bend, much more for an edge
 * @param queueing how much of the excess queues, from 0 to 1: with 1 goodput stays at the ceiling
 * @param coherency how much the excess costs all requests; 0 for nothing
 */
record Scaling(double alone, double corner, double sharpness, double queueing, double coherency) {

  /** Returns how many requests in a second it serves with so many at once. */
  double perSecond(double permits) {
    return alone * permits / slowdown(permits);
  }

  /** Returns how many times as long a request takes as one that is alone. */
  double slowdown(double permits) {
    double load = permits / corner;
    double most = Math.max(1, load);
    // With the greater of both taken out, no power of a large number overflows.
    double bend =
        most
            * Math.pow(
                Math.pow(1 / most, sharpness) + Math.pow(load / most, sharpness), 1 / sharpness);
    return 1 + (bend - 1) * (queueing + coherency * load);
  }

  /** Returns the number of permits, from some number to another, where the power is greatest. */
  double knee(double fewest, double most) {
    double low = Math.log(fewest);
    double high = Math.log(most);
    while (high - low > 1e-4) {
      double left = low + (high - low) / 3;
      double right = high - (high - low) / 3;
      if (power(Math.exp(left)) < power(Math.exp(right))) {
        low = left;
      } else {
        high = right;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private double power(double permits) {
    double rate = perSecond(permits);
    return rate * rate / permits;
  }
}
