package dev.weir.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The paths that are served to connections beyond the limit too.
 *
 * @param paths each with all that is below it
 */
public record EssentialPaths(List<String> paths) {

  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final byte[] CLOSE =
      "\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** Returns whether a well-formed head is a GET or a HEAD of one of these paths. */
  boolean has(byte[] head) {
    String[] line = text(head).split(" ", 3);
    if (line.length < 3 || !(line[0].equals("GET") || line[0].equals("HEAD"))) {
      return false;
    }
    return paths.stream().anyMatch(path -> isBelow(line[1], path));
  }

  private static boolean isBelow(String target, String path) {
    return target.startsWith(path)
        && (target.length() == path.length() || "/?".indexOf(target.charAt(path.length())) >= 0);
  }

  /** Returns a head with {@code Connection: close} added; what came of a body is dropped. */
  static byte[] withoutReuse(byte[] head) {
    int length = text(head).indexOf(END_OF_HEAD);
    byte[] closing = Arrays.copyOf(head, length + CLOSE.length);
    System.arraycopy(CLOSE, 0, closing, length, CLOSE.length);
    return closing;
  }

  private static String text(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1);
  }
}
