package dev.weir.lab.tune;

import java.util.function.ToDoubleFunction;

/**
 * Finds the point near another at which a function is least: it looks to both sides along each
 * axis, and as long as that helps takes the whole step again; then it takes smaller steps (Hooke
 * and Jeeves, "Direct search solution of numerical and statistical problems", 1961).
 */
record PatternSearch(ToDoubleFunction<double[]> function, double firstStep, double lastStep) {

  /** Returns the point that is found from this one on. */
  double[] from(double[] begin) {
    double[] here = begin;
    double step = firstStep;
    while (step > lastStep) {
      double[] next = explore(here, step);
      if (value(next) < value(here)) {
        here = follow(here, next, step);
      } else {
        step /= 2;
      }
    }
    return here;
  }

  private double[] follow(double[] begin, double[] improved, double step) {
    double[] before = begin;
    double[] here = improved;
    while (true) {
      double[] next = explore(ahead(before, here), step);
      if (value(next) >= value(here)) {
        return here;
      }
      before = here;
      here = next;
    }
  }

  private static double[] ahead(double[] before, double[] here) {
    double[] ahead = new double[here.length];
    for (int axis = 0; axis < here.length; axis++) {
      ahead[axis] = 2 * here[axis] - before[axis];
    }
    return ahead;
  }

  private double[] explore(double[] centre, double step) {
    double[] best = centre;
    for (int axis = 0; axis < centre.length; axis++) {
      best = better(best, moved(best, axis, step), moved(best, axis, -step));
    }
    return best;
  }

  private static double[] moved(double[] point, int axis, double by) {
    double[] moved = point.clone();
    moved[axis] += by;
    return moved;
  }

  private double[] better(double[] here, double[] one, double[] other) {
    double[] side = value(one) < value(other) ? one : other;
    return value(side) < value(here) ? side : here;
  }

  private double value(double[] point) {
    return function.applyAsDouble(point);
  }
}
