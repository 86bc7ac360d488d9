package dev.weir.lab.page;

import dev.weir.lab.page.Results.Event;
import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import dev.weir.lab.page.Results.RequestClass;
import dev.weir.lab.page.Results.Setup;
import dev.weir.lab.page.Results.Step;
import io.helidon.json.JsonNumber;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * All results as JSON, and the report on them. Its names stay as they are and carry their units;
 * shares are from 0 to 1; what is not there is {@code null}.
 */
final class JsonFile {

  private JsonFile() {}

  /** Returns the text of the file. */
  static String of(Results results, Report report) {
    FixedLimit fixed = new FixedLimit(results);
    return JsonObject.builder()
            .set("setup", setup(results.setup()))
            .set("complete", results.complete())
            .set("report", ReportJson.of(report))
            .setValues("pairs", Json.all(results.pairs(), pair -> pair(pair, fixed)))
            .build()
        + "\n";
  }

  private static JsonObject setup(Setup setup) {
    return JsonObject.builder()
        .set("version", setup.version())
        .set("java", setup.java())
        .set("machine", setup.machine())
        .set("startedAt", setup.startedAt().toString())
        .set("permits", setup.permits())
        .set("waitingRoom", setup.waitingRoom())
        .set("maxWaitMs", millis(setup.maxWait()))
        .set("latencyMs", millis(setup.latency()))
        .set("patienceMs", millis(setup.patience()))
        .set("durationMs", millis(setup.duration()))
        .set("capacityPerSecond", Json.number(setup.capacityPerSecond()))
        .build();
  }

  private static JsonValue millis(Duration duration) {
    return Json.number(duration.toNanos() / 1e6);
  }

  private static JsonObject pair(Pair pair, FixedLimit fixed) {
    JsonObject.Builder summary = JsonObject.builder();
    for (Figure figure : Figure.values()) {
      summary.set(figure.camelCase(), value(figure, pair));
    }
    return JsonObject.builder()
        .set("scenario", pair.scenario().name())
        .set("strategy", pair.strategy())
        .set("summary", summary.build())
        .set("shareOfFixedLimit", Json.number(fixed.overall(pair)))
        .set("lowestShareOfFixedLimit", Json.number(fixed.lowest(pair)))
        .setValues("points", Json.all(pair.points(), JsonFile::point))
        .setValues("steps", Json.all(pair.steps(), JsonFile::step))
        .setValues("classes", Json.all(pair.classes(), JsonFile::requestClass))
        .setValues("events", Json.all(pair.events(), JsonFile::event))
        .build();
  }

  /** Returns a figure; how many there are of something is a whole number. */
  static JsonValue value(Figure figure, Pair pair) {
    OptionalDouble value = pair.figure(figure);
    return figure.unit() == Unit.COUNT && value.isPresent()
        ? JsonNumber.create((long) value.getAsDouble())
        : Json.number(value);
  }

  private static JsonObject point(Point point) {
    return JsonObject.builder()
        .set("second", Json.number(point.second()))
        .set("offeredPerSecond", Json.number(point.offeredPerSecond()))
        .set("goodputPerSecond", Json.number(point.goodputPerSecond()))
        .set("shedPerSecond", Json.number(point.shedPerSecond()))
        .set("p50Ms", Json.number(point.p50Millis()))
        .set("p99Ms", Json.number(point.p99Millis()))
        .set("inside", point.inside())
        .set("waiting", point.waiting())
        .set("permits", Json.number(point.permits()))
        .build();
  }

  private static JsonObject step(Step step) {
    return JsonObject.builder()
        .set("load", Json.number(step.load()))
        .set("goodputShare", Json.number(step.goodputShare()))
        .set("p99Ms", Json.number(step.p99Millis()))
        .build();
  }

  private static JsonObject requestClass(RequestClass requestClass) {
    return JsonObject.builder()
        .set("name", requestClass.name())
        .set("load", Json.number(requestClass.load()))
        .set("servedShare", Json.number(requestClass.servedShare()))
        .set("p99Ms", Json.number(requestClass.p99Millis()))
        .build();
  }

  private static JsonObject event(Event event) {
    return JsonObject.builder()
        .set("what", event.what())
        .set("fromSecond", Json.number(event.fromSecond()))
        .set("untilSecond", Json.number(event.untilSecond()))
        .build();
  }
}
