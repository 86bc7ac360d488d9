package dev.weir.lab.page;

import java.util.List;
import java.util.stream.Collectors;

/** Small pieces of the page. */
final class Html {

  private Html() {}

  /** Returns the text as it is to be read: nothing in it is markup. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Returns a paragraph, or nothing at all if there is no text. */
  static String paragraph(String style, String text) {
    return text.isEmpty() ? "" : "<p class=\"%s\">%s</p>\n".formatted(style, escaped(text));
  }

  /** Returns a list of facts. */
  static String facts(List<String> facts) {
    return facts.stream()
        .map(fact -> "<li>" + escaped(fact) + "</li>")
        .collect(Collectors.joining("", "<ul class=\"facts\">", "</ul>\n"));
  }

  /** Returns the name of a strategy, after a piece of its line. */
  static String strategy(String name) {
    return """
        <span class="strategy" data-strategy="%1$s"><svg class="line" viewBox="0 0 22 8" \
        aria-hidden="true"><path d="M0 4h22"/></svg>%1$s</span>"""
        .formatted(escaped(name));
  }

  /** Returns the names of several strategies. */
  static String strategies(List<String> names) {
    return names.stream().map(Html::strategy).collect(Collectors.joining(" "));
  }
}
