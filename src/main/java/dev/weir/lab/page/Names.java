package dev.weir.lab.page;

import java.util.ArrayList;
import java.util.List;

/** Names of strategies as a sentence has them. */
final class Names {

  /** The strategy that is no gate at all. */
  private static final String NONE = "none";

  private static final String WITHOUT = "without a gate";

  private static final int MOST_IN_FULL = 3;

  private Names() {}

  /** Returns where a request is with these: {@code behind a, b and c, or without a gate}. */
  static String behind(List<String> strategies) {
    List<String> gates = strategies.stream().filter(name -> !name.equals(NONE)).toList();
    if (gates.isEmpty()) {
      return WITHOUT;
    }
    return "behind " + list(gates) + (gates.size() < strategies.size() ? ", or " + WITHOUT : "");
  }

  /**
   * Returns the names with commas and a last "and"; the first two and a number if there are many.
   */
  static String list(List<String> names) {
    List<String> parts = new ArrayList<>(names);
    if (names.size() > MOST_IN_FULL) {
      parts = new ArrayList<>(names.subList(0, MOST_IN_FULL - 1));
      parts.add((names.size() - parts.size()) + " more");
    }
    String last = parts.removeLast();
    return parts.isEmpty() ? last : String.join(", ", parts) + " and " + last;
  }

  /** Returns how many there are, such as {@code 1 strategy} or {@code 11 strategies}. */
  static String counted(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
