package dev.weir.routing;

/** A condition of a route. */
public interface RequestMatcher {

  /**
   * Returns whether a request meets it.
   *
   * @param normalPath its path as {@link NormalPath} has it
   */
  boolean matches(RequestFacts request, String normalPath);

  /** Returns whether all requests that meet another meet this, as far as that is plain to see. */
  default boolean covers(RequestMatcher other) {
    return equals(other);
  }
}
