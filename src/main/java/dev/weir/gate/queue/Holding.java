package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import org.jspecify.annotations.Nullable;

/** What one arrival has of a {@link QueueingSemaphore}. */
public class Holding {

  /** The arrival. */
  public final Arrival arrival;

  // From here on only with the lock of the waiting room held.

  /** How many permits it has, as far as the line counts them. */
  int permits;

  /** Its place in {@link Holdings}, which alone writes these. */
  @Nullable Holding older;

  @Nullable Holding newer;
  @Nullable Holdings in;

  /** Begins with nothing. */
  public Holding(Arrival arrival) {
    this.arrival = arrival;
  }
}
