package dev.weir.lab.page;

import java.util.stream.Collectors;

/** A chapter on the page. */
final class HtmlChapter {

  private HtmlChapter() {}

  /** Returns the section; the number of a plot is its place among all of the page. */
  static String of(Chapter chapter, int firstPlot) {
    StringBuilder plots = new StringBuilder();
    for (int i = 0; i < chapter.plots().size(); i++) {
      plots.append(plot(chapter.plots().get(i), firstPlot + i));
    }
    return """
        <section id="%s">
        <h2>%s</h2>
        %s<div class="plots">
        %s</div>
        %s</section>
        """
        .formatted(
            Html.escaped(chapter.id()),
            Html.escaped(chapter.title()),
            Html.paragraph("story", chapter.story()),
            plots,
            chapter.tables().stream().map(HtmlTable::of).collect(Collectors.joining()));
  }

  private static String plot(Plot plot, int number) {
    return """
        <figure>
        <figcaption>%s</figcaption>
        <div class="plot" data-plot="%d" role="img" aria-label="%s"></div>
        %s</figure>
        """
        .formatted(
            Html.escaped(plot.title()),
            number,
            Html.escaped(plot.title() + ". " + plot.finding()),
            Html.paragraph("finding", plot.finding()));
  }

  /** Returns a link to the chapter. */
  static String link(Chapter chapter) {
    return "<a href=\"#%s\">%s</a>\n"
        .formatted(Html.escaped(chapter.id()), Html.escaped(chapter.title()));
  }
}
