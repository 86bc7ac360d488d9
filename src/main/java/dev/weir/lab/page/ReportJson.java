package dev.weir.lab.page;

import dev.weir.lab.page.Choice.Place;
import dev.weir.lab.page.Report.Chapter;
import dev.weir.lab.page.Table.Cell;
import dev.weir.lab.page.Table.Head;
import dev.weir.lab.page.Table.Row;
import io.helidon.json.JsonNull;
import io.helidon.json.JsonObject;
import java.util.Locale;

/** The report as JSON, ready to be drawn: its figures read as they are to be read. */
final class ReportJson {

  private ReportJson() {}

  static JsonObject of(Report report) {
    return JsonObject.builder()
        .set("title", Report.TITLE)
        .set("lead", Report.LEAD)
        .setStrings("facts", report.facts())
        .set("shortfall", report.shortfall())
        .setValues("choices", Json.all(report.choices(), ReportJson::choice))
        .setValues("chapters", Json.all(report.chapters(), ReportJson::chapter))
        .build();
  }

  private static JsonObject choice(Choice choice) {
    JsonObject.Builder json =
        JsonObject.builder()
            .set("question", choice.question())
            .set("scenario", choice.scenario())
            .set("measure", choice.measure())
            .set("best", place(choice.best()))
            .set("worst", JsonNull.instance())
            .setStrings("leftOut", choice.leftOut());
    choice.worst().ifPresent(worst -> json.set("worst", place(worst)));
    return json.build();
  }

  private static JsonObject place(Place place) {
    return JsonObject.builder()
        .setStrings("strategies", place.strategies())
        .set("text", place.text())
        .build();
  }

  private static JsonObject chapter(Chapter chapter) {
    return JsonObject.builder()
        .set("name", chapter.name())
        .set("title", chapter.title())
        .set("text", chapter.text())
        .setStrings("plots", chapter.plots().stream().map(ReportJson::lowerCase).toList())
        .setValues("tables", Json.all(chapter.tables(), ReportJson::table))
        .build();
  }

  private static JsonObject table(Table table) {
    return JsonObject.builder()
        .set("caption", table.caption())
        .set("subject", lowerCase(table.subject()))
        .setValues("heads", Json.all(table.heads(), ReportJson::head))
        .setValues("rows", Json.all(table.rows(), ReportJson::row))
        .set("note", table.note())
        .build();
  }

  private static JsonObject head(Head head) {
    return JsonObject.builder().set("text", head.text()).set("meaning", head.meaning()).build();
  }

  private static JsonObject row(Row row) {
    return JsonObject.builder()
        .set("name", row.name())
        .setValues("cells", Json.all(row.cells(), ReportJson::cell))
        .build();
  }

  private static JsonObject cell(Cell cell) {
    return JsonObject.builder()
        .set("text", cell.text())
        .set("mark", cell.mark().symbol())
        .set("bar", Json.number(cell.bar()))
        .build();
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
