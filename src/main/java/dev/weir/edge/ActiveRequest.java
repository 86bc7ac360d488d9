package dev.weir.edge;

/** A request that is under way, as the end of a drain sees it. Safe for use by any thread. */
public interface ActiveRequest {

  /**
   * Cuts it off, if it was admitted: its call of the backend ends, and its client's connection.
   *
   * @return whether it was cut off; if not, it is over, or is being refused
   */
  boolean cut();

  /** Returns where it is now, for operators. */
  ActiveView view();

  /** Returns its method, path and client, and how long it has been under way, for the log. */
  String description();
}
