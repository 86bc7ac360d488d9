package dev.weir.routing;

import java.util.Set;

/**
 * Requests with one of these methods.
 *
 * @param methods the methods, such as {@code GET}; case matters
 */
public record MethodMatcher(Set<String> methods) implements RequestMatcher {

  /** Keeps a copy of the methods. */
  public MethodMatcher {
    methods = Set.copyOf(methods);
  }

  @Override
  public boolean matches(RequestFacts request, String normalPath) {
    return methods.contains(request.method());
  }

  @Override
  public boolean covers(RequestMatcher other) {
    return other instanceof MethodMatcher matcher && methods.containsAll(matcher.methods);
  }
}
