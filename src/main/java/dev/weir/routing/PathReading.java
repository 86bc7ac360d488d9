package dev.weir.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the ways in which backends read a path.
 *
 * @param decodesSlashes whether an escaped slash divides the path, and a backslash too
 * @param dropsParameters whether what follows a semicolon is no part of a segment
 * @param mergesSlashes whether several slashes are one
 * @param resolvesDots whether {@code .} and {@code ..} are steps (RFC 3986, section 5.2.4)
 */
record PathReading(
    boolean decodesSlashes, boolean dropsParameters, boolean mergesSlashes, boolean resolvesDots) {

  /** All of them, first the one that does all four. */
  static final List<PathReading> ALL =
      IntStream.range(0, 16)
          .mapToObj(
              bits ->
                  new PathReading(
                      (bits & 1) == 0, (bits & 2) == 0, (bits & 4) == 0, (bits & 8) == 0))
          .toList();

  /** Returns a path as it is read; slashes at its end are no part of it. */
  String of(String path) {
    String slashed = decodesSlashes ? path.replace("%2F", "/").replace("%5C", "/") : path;
    Deque<String> read = new ArrayDeque<>();
    int start = 1;
    while (start <= slashed.length()) {
      int slash = slashed.indexOf('/', start);
      int end = slash < 0 ? slashed.length() : slash;
      step(read, slashed.substring(start, end));
      start = end + 1;
    }
    while (!read.isEmpty() && read.getLast().isEmpty()) {
      read.removeLast();
    }
    return "/" + String.join("/", read);
  }

  private void step(Deque<String> read, String segment) {
    int parameters = dropsParameters ? segment.indexOf(';') : -1;
    String name = parameters < 0 ? segment : segment.substring(0, parameters);
    if (resolvesDots && name.equals("..")) {
      read.pollLast();
    } else if (!(resolvesDots && name.equals(".")) && !(mergesSlashes && name.isEmpty())) {
      read.addLast(name);
    }
  }
}
