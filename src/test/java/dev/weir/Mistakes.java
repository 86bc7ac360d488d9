package dev.weir;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Mistakes in the text of a message. The same random numbers make the same of them.
 *
 * @param random chooses what is wrong, and where
 * @param evil lines and octets that may come after any line
 */
public record Mistakes(RandomGenerator random, List<String> evil) {

  /** Returns the text with up to so many of them, and at least one. */
  public String in(String text, int most) {
    String wrong = text;
    for (int left = 1 + random.nextInt(most); left > 0 && !wrong.isEmpty(); left--) {
      wrong = mistake(wrong);
    }
    return wrong;
  }

  private String mistake(String text) {
    int at = random.nextInt(text.length());
    int until = Math.min(text.length(), at + 1 + random.nextInt(20));
    String before = text.substring(0, at);
    String after = text.substring(at);
    return switch (random.nextInt(8)) {
      case 0 -> before + (char) random.nextInt(256) + text.substring(at + 1);
      case 1 -> before + (char) random.nextInt(256) + after;
      case 2 -> before + text.substring(until);
      case 3 -> before + text.substring(at, until) + after;
      case 4 -> before;
      case 5 -> text.replaceFirst("(Content-Length: \\d+)", "$1" + random.nextInt(10));
      case 6 -> afterALine(text, at, evil.get(random.nextInt(evil.size())));
      default -> text.replaceFirst("\r\n", random.nextBoolean() ? "\n" : "\r");
    };
  }

  private static String afterALine(String text, int near, String evil) {
    int at = text.indexOf('\n', near) + 1;
    return text.substring(0, at) + evil + text.substring(at);
  }
}
