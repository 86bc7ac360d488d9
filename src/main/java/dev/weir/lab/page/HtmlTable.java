package dev.weir.lab.page;

import java.util.Locale;
import java.util.stream.Collectors;

/** A table on the page, in a box of its own that scrolls when the screen is narrow. */
final class HtmlTable {

  private HtmlTable() {}

  static String of(Table table) {
    return """
        <div class="box" role="region" aria-label="%1$s" tabindex="0"><table>
        <caption>%1$s</caption>
        <thead><tr><th scope="col">strategy</th>%2$s</tr></thead>
        <tbody>
        %3$s</tbody></table></div>
        %4$s"""
        .formatted(
            Html.escaped(table.caption()),
            table.heads().stream().map(HtmlTable::head).collect(Collectors.joining()),
            table.rows().stream().map(HtmlTable::row).collect(Collectors.joining()),
            Html.paragraph("note", table.note()));
  }

  private static String head(Table.Head head) {
    return "<th scope=\"col\" title=\"%s\">%s</th>"
        .formatted(Html.escaped(head.meaning()), Html.escaped(head.text()));
  }

  private static String row(Table.Row row) {
    return "<tr><th scope=\"row\">%s</th>%s</tr>\n"
        .formatted(
            Html.strategy(row.strategy()),
            row.cells().stream().map(HtmlTable::cell).collect(Collectors.joining()));
  }

  private static String cell(Table.Cell cell) {
    String bar =
        cell.bar().isPresent()
            ? String.format(
                Locale.ROOT, " style=\"--share:%.3f\"", Math.clamp(cell.bar().getAsDouble(), 0, 1))
            : "";
    return cell.best()
        ? "<td class=\"best\"%s><b><i title=\"the best of its column\">%s</i> %s</b></td>"
            .formatted(bar, Table.MARK, Html.escaped(cell.text()))
        : "<td%s>%s</td>".formatted(bar, Html.escaped(cell.text()));
  }

  /** Returns what each column is exactly. */
  static String legend(Table table) {
    return table.heads().stream()
        .map(
            head ->
                "<div><dt>%s</dt><dd>%s</dd></div>"
                    .formatted(Html.escaped(head.text()), Html.escaped(head.meaning())))
        .collect(Collectors.joining("", "<dl class=\"meanings\">", "</dl>\n"));
  }
}
