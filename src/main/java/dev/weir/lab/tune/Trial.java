package dev.weir.lab.tune;

import dev.weir.lab.load.StoppedException;
import java.io.IOException;

/** A way to find out what a backend does with a number of requests at once. */
public interface Trial {

  /**
   * Measures the backend with so many requests at once, which takes some seconds.
   *
   * @throws NoKneeException if it can't be measured; the message says what to do
   * @throws IOException if what keeps the load can't be reached any more
   * @throws StoppedException if it is to end
   */
  Sample measure(int permits) throws NoKneeException, IOException, StoppedException;
}
