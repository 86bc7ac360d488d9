package dev.weir.routing;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The paths that a pattern stands for: {@code /reports} for itself, {@code /img-*} for those with
 * any text in place of the star, within a segment, {@code /reports/**} for itself and all below.
 * Case matters.
 *
 * @param start how all of these paths begin
 * @param segments the patterns of their segments
 * @param withAllBelow whether there may be more segments
 */
public record PathPattern(String start, List<SegmentPattern> segments, boolean withAllBelow)
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
    return new PathPattern(star < 0 ? path : path.substring(0, star), segments(path), withAllBelow);
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
    if (!normalPath.startsWith(start)) {
      return false;
    }
    int length = normalPath.equals("/") ? 0 : normalPath.length();
    int slash = 0;
    for (SegmentPattern segment : segments) {
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
    return other instanceof PathPattern pattern
        && (withAllBelow
            ? pattern.segments.size() >= segments.size()
            : pattern.segments.size() == segments.size() && !pattern.withAllBelow)
        && IntStream.range(0, segments.size())
            .allMatch(each -> segments.get(each).covers(pattern.segments.get(each)));
  }
}
