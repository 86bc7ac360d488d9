package dev.weir.lab.page;

import dev.weir.lab.page.FixedLimit.Share;
import dev.weir.lab.page.Results.Event;
import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import dev.weir.lab.page.Results.RequestClass;
import dev.weir.lab.page.Results.Setup;
import dev.weir.lab.page.Results.Step;
import dev.weir.lab.page.Results.Summary;
import io.helidon.json.JsonNumber;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * All results as JSON, and the report on them. Its names stay as they are and carry their units;
 * shares are from 0 to 1; what is not there is {@code null}.
 */
final class JsonFile {

  /** A figure of a summary, and its name. */
  record Figure(String name, Function<Summary, JsonValue> value) {}

  static final List<Figure> SUMMARY =
      List.of(
          new Figure("requests", summary -> JsonNumber.create(summary.requests())),
          new Figure("served", summary -> JsonNumber.create(summary.served())),
          new Figure("goodputShare", summary -> Json.number(summary.goodputShare())),
          new Figure("p50Ms", summary -> Json.number(summary.p50Millis())),
          new Figure("p99Ms", summary -> Json.number(summary.p99Millis())),
          new Figure("shedShare", summary -> Json.number(summary.shedShare())),
          new Figure("lostShare", summary -> Json.number(summary.lostShare())),
          new Figure("wastedShare", summary -> Json.number(summary.wastedShare())),
          new Figure("recoverySeconds", summary -> Json.number(summary.recovery().afterSeconds())),
          new Figure(
              "notRecoveredWithinSeconds",
              summary -> Json.number(summary.recovery().notWithinSeconds())),
          new Figure("peakMemoryMib", summary -> Json.number(summary.peakMemoryMebibytes())));

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
    SUMMARY.forEach(figure -> summary.set(figure.name(), figure.value().apply(pair.summary())));
    Optional<Share> share = fixed.share(pair);
    return JsonObject.builder()
        .set("scenario", pair.scenario().name())
        .set("strategy", pair.strategy())
        .set("summary", summary.build())
        .set(
            "shareOfFixedLimit",
            Json.number(share.stream().mapToDouble(Share::overall).findFirst()))
        .set(
            "lowestShareOfFixedLimit",
            Json.number(share.map(Share::lowest).orElseGet(OptionalDouble::empty)))
        .setValues("points", Json.all(pair.points(), JsonFile::point))
        .setValues("steps", Json.all(pair.steps(), JsonFile::step))
        .setValues("classes", Json.all(pair.classes(), JsonFile::requestClass))
        .setValues("events", Json.all(pair.events(), JsonFile::event))
        .build();
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
