package dev.weir.gate.shadow;

/** How far a real request has come, as far as that is known. */
sealed interface Progress {

  /** The gate in force has not decided: the request waits there. */
  Progress UNDECIDED = new Undecided();

  /** The backend works for it. */
  Progress RUNNING = new Running();

  /** See {@link #UNDECIDED}. */
  record Undecided() implements Progress {}

  /** See {@link #RUNNING}. */
  record Running() implements Progress {}

  /**
   * The gate in force has shed it.
   *
   * @param clientLeft whether that was because its client did not wait
   * @param atNanos when
   */
  record Shed(boolean clientLeft, long atNanos) implements Progress {}

  /** Its call is over. */
  record Ended(CallTimes times) implements Progress {}
}
