package dev.weir.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that has all that it needs inside, made of files that come with Weir. */
public final class InlinePage {

  private static final Pattern GAP = Pattern.compile("\\{\\{([^{}]+)}}");
  private static final String UPLOT = "uplot/";
  private static final String UPLOT_FOLDER = "/META-INF/resources/webjars/uplot/1.6.30/";

  private final String folder;
  private final Map<String, String> texts;

  /**
   * Makes pages of the files of one folder.
   *
   * @param folder where the files are, among the resources of Weir
   * @param texts what fills a gap that is named so, instead of a file
   */
  public InlinePage(String folder, Map<String, String> texts) {
    this.folder = folder;
    this.texts = Map.copyOf(texts);
  }

  /**
   * Returns the text of a page. Each <code>{{name}}</code> in its file is a gap, which the file of
   * that name fills; those of uPlot begin with {@code uplot/}. What fills a gap has no gaps itself.
   *
   * @throws IOException if one of the files can't be read
   */
  public String of(String file) throws IOException {
    Matcher gaps = GAP.matcher(read(folder + file));
    StringBuilder page = new StringBuilder();
    while (gaps.find()) {
      gaps.appendReplacement(page, Matcher.quoteReplacement(text(gaps.group(1))));
    }
    return gaps.appendTail(page).toString();
  }

  private String text(String gap) throws IOException {
    String text = texts.get(gap);
    if (text != null) {
      return text;
    }
    return read(
        gap.startsWith(UPLOT) ? UPLOT_FOLDER + gap.substring(UPLOT.length()) : folder + gap);
  }

  private static String read(String resource) throws IOException {
    try (InputStream in = InlinePage.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is missing from Weir's own files: build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
