package dev.weir.routing;

import java.util.List;

/**
 * The one spelling of a path of which there are many: no escape that is not needed, no empty
 * segment, no {@code .} and {@code ..}, no parameter of a segment, and no slash at the end. An
 * escaped slash, and a backslash, are slashes. What is escaped twice is decoded once.
 *
 * <p>Backends differ in what they take for the same path. {@link #readings} has all of these.
 */
public final class NormalPath {

  private NormalPath() {}

  /** Returns the normal spelling of a path; the same instance if it is spelled so already. */
  public static String of(String rawPath) {
    String path = escaped(rawPath);
    return isPlain(path) ? path : PathReading.ALL.getFirst().of(path);
  }

  /** Returns the paths for which backends may take a path; first its normal spelling. */
  static List<String> readings(String rawPath) {
    String path = escaped(rawPath);
    return isPlain(path)
        ? List.of(path)
        : PathReading.ALL.stream().map(reading -> reading.of(path)).distinct().toList();
  }

  private static String escaped(String rawPath) {
    String path = PathEscapes.normalize(rawPath);
    String absolute = path.startsWith("/") ? path : "/" + path;
    return endsWithSlash(absolute) ? absolute.substring(0, absolute.length() - 1) : absolute;
  }

  /** Returns whether all backends take a path for the same. */
  private static boolean isPlain(String path) {
    return path.indexOf(';') < 0
        && !path.contains("//")
        && !path.contains("%2F")
        && !path.contains("%5C")
        && !path.contains("/./")
        && !path.contains("/../")
        && !path.endsWith("/.")
        && !path.endsWith("/..")
        && !endsWithSlash(path);
  }

  private static boolean endsWithSlash(String path) {
    return path.length() > 1 && path.endsWith("/");
  }
}
