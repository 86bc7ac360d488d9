package dev.weir.lab.tune;

import dev.weir.lab.load.StoppedException;

/** A way to find out what a backend does with a number of requests at once. */
public interface Trial {

  /**
   * Measures the backend with so many requests at once, which takes some seconds.
   *
   * @throws NoKneeException if it can't be measured; the message says what to do
   * @throws StoppedException if it is to end
   */
  Sample measure(int permits) throws NoKneeException, StoppedException;
}
