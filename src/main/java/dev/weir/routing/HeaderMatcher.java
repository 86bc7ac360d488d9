package dev.weir.routing;

import java.util.Optional;

/**
 * Requests that have a field, or that have it with one value.
 *
 * @param name the name of the field
 * @param value the value; empty for any
 */
public record HeaderMatcher(String name, Optional<String> value) implements RequestMatcher {

  @Override
  public boolean matches(RequestFacts request, String normalPath) {
    Optional<String> sent = request.field(name);
    return sent.isPresent() && (value.isEmpty() || value.equals(sent));
  }

  @Override
  public boolean covers(RequestMatcher other) {
    return other instanceof HeaderMatcher matcher
        && name.equalsIgnoreCase(matcher.name)
        && (value.isEmpty() || value.equals(matcher.value));
  }
}
