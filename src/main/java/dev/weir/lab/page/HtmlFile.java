package dev.weir.lab.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The page, which has all that it needs inside: the results, and a script that draws them. It opens
 * from a folder, and requests nothing from any server.
 */
final class HtmlFile {

  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  private HtmlFile() {}

  /**
   * Returns the text of the page.
   *
   * @param json the results
   * @throws IOException if a part of it that comes with Weir can't be read
   */
  static String of(String json) throws IOException {
    return resource("/lab/page.html")
        .replace("{{style}}", resource("/lab/page.css"))
        .replace("{{script}}", resource("/lab/page.js"))
        .replace("{{uplot-license}}", resource(UPLOT + "LICENSE"))
        .replace("{{uplot-style}}", resource(UPLOT + "dist/uPlot.min.css"))
        .replace("{{uplot}}", resource(UPLOT + "dist/uPlot.iife.min.js"))
        // Last, since a name in it may look like a gap. Only JSON's strings can have a <, and there
        // it may be written so; it could end the script element otherwise.
        .replace("{{results}}", json.replace("<", "\\u003c"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from Weir's own files: build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
