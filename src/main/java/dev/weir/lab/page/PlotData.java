package dev.weir.lab.page;

import dev.weir.lab.page.Plot.Line;
import dev.weir.lab.page.Plot.Spot;
import dev.weir.lab.page.Results.Event;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonNull;
import io.helidon.json.JsonNumber;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What the page's script draws, as JSON that can stand inside a script element. */
final class PlotData {

  /** More digits than any screen can show. */
  private static final double PRECISION = 1e4;

  private PlotData() {}

  /** Returns the plots, in their order. */
  static String of(List<Plot> plots) {
    List<JsonObject> all = plots.stream().map(PlotData::plot).toList();
    // Only JSON's strings can have a <, and there it may be written so.
    return JsonArray.create(all).toString().replace("<", "\\u003c");
  }

  private static JsonObject plot(Plot plot) {
    List<Double> places = plot.places();
    JsonObject.Builder json =
        JsonObject.builder()
            .set("axis", plot.axis().name().toLowerCase(Locale.ROOT))
            .set("unit", plot.unit().name().toLowerCase(Locale.ROOT))
            .set("places", numbers(places))
            .setValues("lines", plot.lines().stream().map(line -> line(line, places)).toList())
            .setValues("events", plot.events().stream().map(PlotData::event).toList());
    plot.reference().ifPresent(value -> json.set("reference", number(value)));
    return json.build();
  }

  private static JsonObject event(Event event) {
    return JsonObject.builder()
        .set("what", event.what())
        .set("from", number(event.fromSecond()))
        .set("until", number(event.untilSecond()))
        .build();
  }

  private static JsonObject line(Line line, List<Double> places) {
    Map<Double, OptionalDouble> values =
        line.spots().stream()
            .collect(Collectors.toMap(Spot::place, Spot::value, (first, second) -> second));
    List<JsonValue> aligned =
        places.stream()
            .map(place -> value(values.getOrDefault(place, OptionalDouble.empty())))
            .toList();
    return JsonObject.builder()
        .set("strategy", line.strategy())
        .set("values", JsonArray.create(aligned))
        .build();
  }

  private static JsonArray numbers(List<Double> values) {
    return JsonArray.create(values.stream().map(PlotData::number).toList());
  }

  private static JsonValue value(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : JsonNull.instance();
  }

  private static JsonNumber number(double value) {
    return JsonNumber.create(Math.rint(value * PRECISION) / PRECISION);
  }
}
