package dev.weir.lab.page;

import dev.weir.lab.page.Report.Chapter;
import dev.weir.lab.page.Table.Head;
import dev.weir.lab.page.Table.Mark;
import java.util.List;
import java.util.Locale;
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
  static String of(Report report) {
    MarkdownFile file = new MarkdownFile();
    file.text.append("# ").append(Report.TITLE).append('\n');
    file.paragraph(Report.LEAD);
    file.paragraph(report.shortfall());
    file.paragraph(String.join(" · ", report.facts()));
    file.choices(report.choices());
    report.chapters().forEach(file::chapter);
    file.meanings(report.chapters());
    return file.text.toString();
  }

  private void choices(List<Choice> choices) {
    if (choices.isEmpty()) {
      return;
    }
    heading("Which one?");
    text.append("\n| trouble | does best, or as well | | does worst | | not compared |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (Choice choice : choices) {
      row(
          Stream.of(
                  choice.question(),
                  String.join(", ", choice.best().strategies()),
                  choice.measure() + " " + choice.best().text(),
                  choice.worst().map(worst -> String.join(", ", worst.strategies())).orElse(""),
                  choice.worst().map(Choice.Place::text).orElse(""),
                  String.join(", ", choice.leftOut()))
              .map(MarkdownFile::escaped));
    }
  }

  private void chapter(Chapter chapter) {
    heading(chapter.title());
    paragraph(chapter.text());
    for (Table table : chapter.tables()) {
      paragraph(table.caption() + ":");
      table(table);
    }
  }

  /** Says once what the columns of all tables are exactly. */
  private void meanings(List<Chapter> chapters) {
    List<Head> heads =
        chapters.stream()
            .flatMap(chapter -> chapter.tables().stream())
            .flatMap(table -> table.heads().stream())
            .distinct()
            .toList();
    if (!heads.isEmpty()) {
      heading("Columns");
      text.append('\n');
    }
    for (Head head : heads) {
      text.append("- **%s**: %s\n".formatted(escaped(head.text()), escaped(head.meaning())));
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
    String subject = table.subject().name().toLowerCase(Locale.ROOT);
    row(Stream.concat(Stream.of(subject), table.heads().stream().map(Head::text)));
    row(Stream.concat(Stream.of("---"), table.heads().stream().map(head -> "--:")));
    for (Table.Row row : table.rows()) {
      Stream<String> cells = row.cells().stream().map(MarkdownFile::cell);
      row(Stream.concat(Stream.of(escaped(row.name())), cells));
    }
    paragraph(table.note());
  }

  private static String cell(Table.Cell cell) {
    String figure = escaped(cell.text());
    return cell.mark() == Mark.NONE ? figure : cell.mark().symbol() + " **" + figure + "**";
  }

  private void row(Stream<String> cells) {
    text.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** Returns the text as it is to be read: on one line, with nothing in it that formats. */
  private static String escaped(String plain) {
    return SPECIAL.matcher(SPACES.matcher(plain).replaceAll(" ")).replaceAll("\\\\$1");
  }
}
