package dev.weir.gate;

import java.time.Duration;
import java.util.Objects;

/** What a gate decided about one arrival, and how long that took. */
public sealed interface Admission {

  /** Returns the time spent in the waiting room, in nanoseconds; 0 when it did not wait. */
  long waitedNanos();

  /**
   * The arrival may call the backend once.
   *
   * @param permit the right to that call, to be closed by the code that got this admission
   * @param waitedNanos the time spent in the waiting room
   */
  record Admitted(Permit permit, long waitedNanos) implements Admission {

    /** Checks that nothing is missing. */
    public Admitted {
      Objects.requireNonNull(permit, "permit");
    }
  }

  /**
   * The arrival was shed and holds nothing.
   *
   * @param reason why
   * @param waitedNanos the time spent in the waiting room before it was shed
   * @param retryAfter when it makes sense to come back
   */
  record Shed(ShedReason reason, long waitedNanos, Duration retryAfter) implements Admission {

    /** Checks that nothing is missing. */
    public Shed {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(retryAfter, "retryAfter");
    }
  }
}
