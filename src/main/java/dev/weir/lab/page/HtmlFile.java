package dev.weir.lab.page;

import dev.weir.html.InlinePage;
import java.io.IOException;
import java.util.Map;

/**
 * The page, which has all that it needs inside: the results, and a script that draws them. It opens
 * from a folder, and requests nothing from any server.
 */
final class HtmlFile {

  private HtmlFile() {}

  /**
   * Returns the text of the page.
   *
   * @param json the results
   * @throws IOException if a part of it that comes with Weir can't be read
   */
  static String of(String json) throws IOException {
    // Only JSON's strings can have a <, and there it may be written so; it could end the script
    // element otherwise.
    Map<String, String> results = Map.of("results", json.replace("<", "\\u003c"));
    return new InlinePage("/lab/", results).of("page.html");
  }
}
