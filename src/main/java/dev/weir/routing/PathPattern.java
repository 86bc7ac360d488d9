package dev.weir.routing;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The paths that a pattern stands for: {@code /reports} for itself, {@code /img-*} for those with
 * any text in place of the star, within a segment, {@code /reports/**} for itself and all below.
 * Case matters.
 *
 * @param start the segments before the first with a star: how all of these paths begin
 * @param rest the patterns of the segments from there on
 * @param withAllBelow whether there may be more segments
 */
public record PathPattern(String start, List<SegmentPattern> rest, boolean withAllBelow)
    implements RequestMatcher {

  private static final String ALL_BELOW = "/**";
  private static final Pattern SLASH = Pattern.compile("/");

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it can't match a normal path; its message is the rule
   */
  public static PathPattern of(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(
          "must be a path that begins with /, such as /reports or /reports/**");
    }
    String normal = NormalPath.of(text);
    if (!normal.equals(text)) {
      throw new IllegalArgumentException("must be in its normal spelling, " + normal);
    }
    boolean withAllBelow = text.endsWith(ALL_BELOW);
    String path = withAllBelow ? text.substring(0, text.length() - ALL_BELOW.length()) : text;
    if (path.contains("**")) {
      throw new IllegalArgumentException(
          "must have ** only as its last segment, such as /reports/**");
    }
    int star = path.indexOf('*');
    int end = star < 0 ? path.length() : path.lastIndexOf('/', star);
    String start = path.equals("/") ? "" : path.substring(0, end);
    return new PathPattern(start, segments(path.substring(end)), withAllBelow);
  }

  private static List<SegmentPattern> segments(String path) {
    return SLASH
        .splitAsStream(path)
        .filter(segment -> !segment.isEmpty())
        .map(SegmentPattern::of)
        .toList();
  }

  @Override
  public boolean matches(RequestFacts request, String normalPath) {
    int length = normalPath.equals("/") ? 0 : normalPath.length();
    int slash = start.length();
    if (!normalPath.startsWith(start) || (slash < length && normalPath.charAt(slash) != '/')) {
      return false;
    }
    for (SegmentPattern segment : rest) {
      int next = normalPath.indexOf('/', slash + 1);
      int end = next < 0 ? length : next;
      if (slash == length || !segment.matches(normalPath, slash + 1, end)) {
        return false;
      }
      slash = end;
    }
    return withAllBelow || slash == length;
  }

  @Override
  public boolean covers(RequestMatcher other) {
    if (!(other instanceof PathPattern pattern)) {
      return false;
    }
    List<SegmentPattern> own = segments();
    List<SegmentPattern> others = pattern.segments();
    boolean fits =
        withAllBelow
            ? others.size() >= own.size()
            : others.size() == own.size() && !pattern.withAllBelow;
    return fits
        && IntStream.range(0, own.size()).allMatch(each -> own.get(each).covers(others.get(each)));
  }

  private List<SegmentPattern> segments() {
    return Stream.concat(segments(start).stream(), rest.stream()).toList();
  }
}
