package dev.weir.lab.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with gaps, such as <code>{{title}}</code>. */
record Template(String text) {

  private static final Pattern GAP = Pattern.compile("\\{\\{([a-z-]+)}}");

  /**
   * Returns the text with its gaps filled; what fills one is left as it is, whatever is in it.
   *
   * @throws IllegalArgumentException if nothing is given for a gap
   */
  String filled(Map<String, String> fillings) {
    return GAP.matcher(text)
        .replaceAll(gap -> Matcher.quoteReplacement(filling(fillings, gap.group(1))));
  }

  private static String filling(Map<String, String> fillings, String name) {
    String filling = fillings.get(name);
    if (filling == null) {
      throw new IllegalArgumentException("Nothing to fill the gap " + name + " with");
    }
    return filling;
  }
}
