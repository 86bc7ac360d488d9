package dev.weir.gate.queue;

/** A place in sorted sets: it leaves them before anything changes by which they are sorted. */
interface Ranked {

  /** Before it changes how many permits its caller has, or when that was served. */
  void beforeTurn();

  /** After that. */
  void afterTurn();

  /** Before it changes how many of its caller wait. */
  void beforeWaiting();

  /** After that. */
  void afterWaiting();
}
