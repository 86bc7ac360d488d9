package dev.weir.edge;

/**
 * A request that is under way, as operators see it.
 *
 * @param gate the name of its gate
 * @param route the name of its route
 * @param caller who has a share of the gate's permits: the names by which the gate is fair, or else
 *     the client's address
 * @param stage where it is
 * @param underWayNanos how long ago it came, in nanoseconds
 */
public record ActiveView(
    String gate, String route, String caller, Stage stage, long underWayNanos) {

  /** A part of a request's way. */
  public enum Stage {
    /** It is at the gate, which has not decided yet. */
    WAITING,
    /** It was admitted. */
    INSIDE,
    /** It was shed, and its refusal is on the way. */
    REFUSED
  }
}
