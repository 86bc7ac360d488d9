package dev.weir.settings;

import dev.weir.routing.AllOf;
import dev.weir.routing.HeaderMatcher;
import dev.weir.routing.HostMatcher;
import dev.weir.routing.MethodMatcher;
import dev.weir.routing.PathPattern;
import dev.weir.routing.RequestMatcher;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads which requests a route is for. */
final class MatcherSettings {

  private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]*");
  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?[0-9A-Za-z_-]+(\\.[0-9A-Za-z_-]+)*");

  private final Values values;

  private MatcherSettings(Values values) {
    this.values = values;
  }

  /** Reads the conditions of a route; a request has to meet all. */
  static RequestMatcher from(Values values, Item route) {
    MatcherSettings settings = new MatcherSettings(values);
    // What tells most requests apart comes first.
    List<RequestMatcher> conditions =
        Stream.of(settings.path(), settings.method(), settings.host(), settings.header())
            .flatMap(Optional::stream)
            .toList();
    if (conditions.isEmpty()) {
      throw values.bad(route, "must have at least one of path, method, host and header");
    }
    return new AllOf(conditions);
  }

  private Optional<RequestMatcher> method() {
    String key = "routes[].method";
    List<String> methods = values.list(key);
    if (!methods.stream().allMatch(method -> METHOD.matcher(method).matches())) {
      throw values.bad(
          key, "must be methods in capital letters with commas between, such as GET, HEAD");
    }
    return methods.isEmpty()
        ? Optional.empty()
        : Optional.of(new MethodMatcher(Set.copyOf(methods)));
  }

  private Optional<RequestMatcher> path() {
    String key = "routes[].path";
    try {
      return values.optionalText(key).map(PathPattern::of);
    } catch (IllegalArgumentException e) {
      throw values.bad(key, String.valueOf(e.getMessage()));
    }
  }

  private Optional<RequestMatcher> host() {
    String key = "routes[].host";
    Optional<String> host = values.optionalText(key);
    if (!host.stream().allMatch(name -> HOST.matcher(name).matches())) {
      throw values.bad(
          key, "must be a host without a port, such as api.example.com or *.example.com");
    }
    return host.map(HostMatcher::of);
  }

  private Optional<RequestMatcher> header() {
    return values.optionalText("routes[].header").map(this::header);
  }

  private RequestMatcher header(String text) {
    String key = "routes[].header";
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new HeaderMatcher(values.fieldName(key, text), Optional.empty());
    }
    String value = text.substring(colon + 1).strip();
    if (value.isEmpty()) {
      throw values.bad(key, "must have a value after the colon, or no colon for any value");
    }
    return new HeaderMatcher(values.fieldName(key, text.substring(0, colon)), Optional.of(value));
  }
}
