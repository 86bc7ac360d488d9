package dev.weir.gate.shadow;

import dev.weir.gate.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * A real request as the shadows of its gate get to know it. Its own threads write how far it has
 * come; the thread that plays the shadows reads that, a moment later.
 */
final class RealRequest {

  final Arrival arrival;

  /** When it came to the gate. */
  final long cameNanos;

  /** Of a request without a call of its own, the times of another. Only of the playing thread. */
  @Nullable CallTimes drawn;

  private volatile Progress progress = Progress.UNDECIDED;

  RealRequest(Arrival arrival, long cameNanos) {
    this.arrival = arrival;
    this.cameNanos = cameNanos;
  }

  Progress progress() {
    return progress;
  }

  /** Takes note that it has come so far. A call ends once. */
  void has(Progress reached) {
    if (!(progress instanceof Progress.Ended)) {
      progress = reached;
    }
  }
}
