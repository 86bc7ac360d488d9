package dev.weir.routing;

/**
 * Requests for a host, whatever the case of its letters, and with or without the dot of the root.
 *
 * @param name the name of the host, or how it ends
 * @param withAllBelow whether it is all hosts whose names end so
 */
public record HostMatcher(String name, boolean withAllBelow) implements RequestMatcher {

  private static final String ALL_BELOW = "*.";

  /** Reads {@code api.example.com}, or {@code *.example.com} for all hosts below that domain. */
  public static HostMatcher of(String text) {
    boolean withAllBelow = text.startsWith(ALL_BELOW);
    return new HostMatcher(withAllBelow ? text.substring(1) : text, withAllBelow);
  }

  @Override
  public boolean matches(RequestFacts request, String normalPath) {
    String host = request.host();
    int end = host.endsWith(".") ? host.length() - 1 : host.length();
    int start = end - name.length();
    return (withAllBelow ? start > 0 : start == 0)
        && host.regionMatches(true, start, name, 0, name.length());
  }

  @Override
  public boolean covers(RequestMatcher other) {
    if (!(other instanceof HostMatcher matcher)) {
      return false;
    }
    int start = matcher.name.length() - name.length();
    return (withAllBelow
            ? start > 0 || (start == 0 && matcher.withAllBelow)
            : start == 0 && !matcher.withAllBelow)
        && matcher.name.regionMatches(true, start, name, 0, name.length());
  }
}
