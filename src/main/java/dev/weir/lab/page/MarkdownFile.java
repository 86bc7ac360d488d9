package dev.weir.lab.page;

import dev.weir.lab.page.Ranking.Place;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as plain text, for a pull request or a wiki: all of the page but its plots. */
final class MarkdownFile {

  private static final Pattern SPECIAL = Pattern.compile("([\\\\`*_\\[\\]<>|#~])");
  private static final Pattern SPACES = Pattern.compile("[ \\t\\r\\n]+");

  private final StringBuilder text = new StringBuilder();

  private MarkdownFile() {}

  /** Returns the text of the file. */
  static String of(Results results) {
    MarkdownFile file = new MarkdownFile();
    file.head(new Preface(results));
    file.choices(Choices.of(results));
    if (!results.pairs().isEmpty()) {
      file.overview(new Overview(results), new AdaptiveFinding(results));
      Chapters.of(results).forEach(file::chapter);
    }
    return file.text.toString();
  }

  private void head(Preface preface) {
    text.append("# ").append(Preface.TITLE).append('\n');
    paragraph(preface.lead());
    paragraph(preface.shortfall());
    paragraph(String.join(" · ", preface.limits()));
    paragraph(String.join(" · ", preface.place()));
  }

  private void choices(List<Choice> choices) {
    if (choices.isEmpty()) {
      return;
    }
    heading("Which one?");
    text.append("\n| trouble | does best, or as well | | does worst | | not compared |\n");
    text.append("|---|---|---|---|---|---|\n");
    choices.stream()
        .map(
            choice ->
                Stream.of(
                    choice.trouble(),
                    String.join(", ", choice.best().strategies()),
                    choice.measure() + " " + choice.best().text(),
                    choice.worst().map(worst -> String.join(", ", worst.strategies())).orElse(""),
                    choice.worst().map(Place::text).orElse(""),
                    String.join(", ", choice.leftOut())))
        .forEach(cells -> row(cells.map(MarkdownFile::escaped)));
  }

  private void overview(Overview overview, AdaptiveFinding adaptive) {
    heading("Over all scenarios");
    paragraph(overview.scope());
    paragraph(adaptive.overall());
    Table table = overview.table();
    table(table);
    text.append('\n');
    table
        .heads()
        .forEach(
            head ->
                text.append(
                    "- **%s**: %s\n".formatted(escaped(head.text()), escaped(head.meaning()))));
  }

  private void chapter(Chapter chapter) {
    heading(chapter.title());
    paragraph(chapter.story());
    chapter.plots().stream().map(Plot::finding).forEach(this::paragraph);
    for (Table table : chapter.tables()) {
      paragraph(table.caption() + ":");
      table(table);
    }
  }

  private void heading(String title) {
    text.append("\n## ").append(escaped(title)).append('\n');
  }

  private void paragraph(String sentence) {
    if (!sentence.isEmpty()) {
      text.append('\n').append(escaped(sentence)).append('\n');
    }
  }

  private void table(Table table) {
    text.append('\n');
    row(Stream.concat(Stream.of("strategy"), table.heads().stream().map(Table.Head::text)));
    row(Stream.concat(Stream.of("---"), table.heads().stream().map(head -> "--:")));
    for (Table.Row row : table.rows()) {
      row(
          Stream.concat(
              Stream.of(escaped(row.strategy())), row.cells().stream().map(MarkdownFile::cell)));
    }
    paragraph(table.note());
  }

  private static String cell(Table.Cell cell) {
    String figure = escaped(cell.text());
    return cell.best() ? Table.MARK + " **" + figure + "**" : figure;
  }

  private void row(Stream<String> cells) {
    text.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** Returns the text as it is to be read: on one line, with nothing in it that formats. */
  static String escaped(String plain) {
    return SPECIAL.matcher(SPACES.matcher(plain).replaceAll(" ")).replaceAll("\\\\$1");
  }
}
