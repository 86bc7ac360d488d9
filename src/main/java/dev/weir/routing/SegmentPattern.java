package dev.weir.routing;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A pattern of one segment of a path, in which a star is any text. It matches no empty segment.
 *
 * @param literals the text before, between and after the stars
 */
record SegmentPattern(List<String> literals) {

  private static final Pattern STAR = Pattern.compile("\\*");
  private static final SegmentPattern ANY_TEXT = of("*");

  static SegmentPattern of(String text) {
    return new SegmentPattern(List.of(STAR.split(text, -1)));
  }

  /** Returns whether it matches the segment of a path from one place to another. */
  boolean matches(String path, int from, int to) {
    String first = literals.getFirst();
    int at = from + first.length();
    if (!path.startsWith(first, from) || at > to) {
      return false;
    }
    return literals.size() == 1 ? at == to : from < to && matchesAfterFirst(path, at, to);
  }

  private boolean matchesAfterFirst(String path, int from, int to) {
    int at = from;
    for (int next = 1; next < literals.size() - 1; next++) {
      String literal = literals.get(next);
      at = path.indexOf(literal, at);
      if (at < 0) {
        return false;
      }
      at += literal.length();
    }
    String last = literals.getLast();
    return at + last.length() <= to && path.startsWith(last, to - last.length());
  }

  /** Returns whether it matches all that another matches, as far as that is plain to see. */
  boolean covers(SegmentPattern other) {
    String text = other.literals.getFirst();
    return equals(other)
        || equals(ANY_TEXT)
        || (other.literals.size() == 1 && matches(text, 0, text.length()));
  }
}
