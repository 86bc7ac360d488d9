package dev.weir.gate.strategy;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.ShedReason;

/**
 * The reply to an arrival, as far as it does not hang on how long something took: whether it found
 * the room full or its time was over, it found no permit.
 */
public enum Reply {
  COME_IN,
  NOT_NOW,
  CLOSING,
  INTERRUPTED;

  static Reply by(Admission admission) {
    return switch (admission) {
      case Admitted admitted -> COME_IN;
      case Shed shed -> by(shed.reason());
    };
  }

  private static Reply by(ShedReason reason) {
    return switch (reason) {
      case CLOSING -> CLOSING;
      case INTERRUPTED -> INTERRUPTED;
      case ROOM_FULL,
          WAIT_TIMEOUT,
          DEADLINE,
          HOPELESS,
          NO_PERMIT,
          RATE_EXCEEDED,
          PREEMPTED,
          STANDING_LINE ->
          NOT_NOW;
    };
  }
}
