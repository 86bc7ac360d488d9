package dev.weir.routing;

import java.util.List;

/**
 * Requests that meet several conditions.
 *
 * @param conditions the conditions, each of another kind
 */
public record AllOf(List<RequestMatcher> conditions) implements RequestMatcher {

  /** Keeps a copy of the conditions. */
  public AllOf {
    conditions = List.copyOf(conditions);
  }

  @Override
  public boolean matches(RequestFacts request, String normalPath) {
    for (int each = 0; each < conditions.size(); each++) {
      if (!conditions.get(each).matches(request, normalPath)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean covers(RequestMatcher other) {
    return other instanceof AllOf narrower
        && conditions.stream()
            .allMatch(mine -> narrower.conditions.stream().anyMatch(mine::covers));
  }
}
