package dev.weir.routing;

/** A condition of a route. */
public interface RequestMatcher {

  /**
   * Returns whether a request meets it.
   *
   * @param normalPath its path as {@link NormalPath} has it
   */
  boolean matches(RequestFacts request, String normalPath);
}
