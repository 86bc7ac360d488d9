package dev.weir.edge;

import java.util.Optional;

/**
 * A request that is under way, as operators, the log and the end of a drain see it. Safe for use by
 * any thread.
 */
public interface ActiveRequest {

  /**
   * Cuts it off, if it was admitted: its call of the backend ends, and its client's connection.
   *
   * @return whether it was cut off; if not, it is over, or is being refused
   */
  boolean cut();

  /** Returns where it is now, for operators. */
  ActiveView view();

  /** Returns the ids of its span, if it has one and this is the thread that serves it. */
  default Optional<SpanIds> spanOf(Thread thread) {
    return Optional.empty();
  }

  /** Returns its method, path and client, and how long it has been under way, for the log. */
  String description();
}
