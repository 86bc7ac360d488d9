package dev.weir.gate.strategy;

/** What became of one who came for a permit. */
enum Verdict {
  WAITING,
  ENTERED,
  ROOM_FULL,
  HOPELESS,
  TIMED_OUT,
  PREEMPTED,
  OVERDUE,
  CLOSED,
  INTERRUPTED
}
