package dev.weir.lab.page;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The report as one page, which has all that it needs inside: it opens from a folder, and asks
 * nothing of any server.
 */
final class HtmlPage {

  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  private final Results results;
  private final List<Chapter> chapters;

  private HtmlPage(Results results) {
    this.results = results;
    this.chapters = Chapters.of(results);
  }

  /**
   * Returns the text of the page.
   *
   * @throws IOException if a part of it that comes with Weir can't be read
   */
  static String of(Results results) throws IOException {
    HtmlPage page = new HtmlPage(results);
    Preface preface = new Preface(results);
    return new Template(Resource.text("/lab/page.html"))
        .filled(
            Map.ofEntries(
                Map.entry("title", Html.escaped(Preface.TITLE)),
                Map.entry("lead", Html.escaped(preface.lead())),
                Map.entry("facts", Html.facts(preface.limits()) + Html.facts(preface.place())),
                Map.entry("shortfall", Html.paragraph("shortfall", preface.shortfall())),
                Map.entry("links", page.links()),
                Map.entry("choices", HtmlChoices.of(Choices.of(results))),
                Map.entry("overview", page.overview()),
                Map.entry("legend", page.legend()),
                Map.entry("chapters", page.sections()),
                Map.entry("plots", page.plots()),
                Map.entry("style", Resource.text("/lab/page.css")),
                Map.entry("script", Resource.text("/lab/page.js")),
                Map.entry("uplot-license", Resource.text(UPLOT + "LICENSE")),
                Map.entry("uplot-style", Resource.text(UPLOT + "dist/uPlot.min.css")),
                Map.entry("uplot", Resource.text(UPLOT + "dist/uPlot.iife.min.js"))));
  }

  private String links() {
    return chapters.stream().map(HtmlChapter::link).collect(Collectors.joining());
  }

  private String overview() {
    if (results.pairs().isEmpty()) {
      return "";
    }
    Overview overview = new Overview(results);
    Table table = overview.table();
    return """
        <section id="overview">
        <h2>Over all scenarios</h2>
        %s%s%s%s</section>
        """
        .formatted(
            Html.paragraph("story", overview.scope()),
            Html.paragraph("finding", new AdaptiveFinding(results).overall()),
            HtmlTable.of(table),
            HtmlTable.legend(table));
  }

  private String legend() {
    return results.strategies().stream()
        .map(
            name ->
                "<button type=\"button\" aria-pressed=\"true\" value=\"%s\">%s</button>\n"
                    .formatted(Html.escaped(name), Html.strategy(name)))
        .collect(Collectors.joining());
  }

  private String sections() {
    StringBuilder sections = new StringBuilder();
    int plots = 0;
    for (Chapter chapter : chapters) {
      sections.append(HtmlChapter.of(chapter, plots));
      plots += chapter.plots().size();
    }
    return sections.toString();
  }

  private String plots() {
    return PlotData.of(chapters.stream().flatMap(chapter -> chapter.plots().stream()).toList());
  }
}
