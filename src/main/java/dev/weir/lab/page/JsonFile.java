package dev.weir.lab.page;

import dev.weir.lab.page.FixedLimit.Share;
import dev.weir.lab.page.Results.Event;
import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import dev.weir.lab.page.Results.RequestClass;
import dev.weir.lab.page.Results.Setup;
import dev.weir.lab.page.Results.Step;
import dev.weir.lab.page.Results.Summary;
import io.helidon.json.JsonNull;
import io.helidon.json.JsonNumber;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * All results as JSON. Its names stay as they are and carry their units; shares are from 0 to 1;
 * what is not there is {@code null}.
 */
final class JsonFile {

  private JsonFile() {}

  /** Returns the text of the file. */
  static String of(Results results) {
    FixedLimit fixed = new FixedLimit(results);
    return JsonObject.builder()
            .set("setup", setup(results.setup()))
            .set("complete", results.complete())
            .setValues("pairs", all(results.pairs(), pair -> pair(pair, fixed)))
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
        .set("capacityPerSecond", number(setup.capacityPerSecond()))
        .build();
  }

  private static JsonObject pair(Pair pair, FixedLimit fixed) {
    Optional<Share> share = fixed.share(pair);
    return JsonObject.builder()
        .set("scenario", pair.scenario())
        .set("strategy", pair.strategy())
        .set("summary", summary(pair.summary()))
        .set("shareOfFixedLimit", number(share.stream().mapToDouble(Share::overall).findFirst()))
        .set(
            "lowestShareOfFixedLimit",
            number(share.map(Share::lowest).orElseGet(OptionalDouble::empty)))
        .setValues("points", all(pair.points(), JsonFile::point))
        .setValues("steps", all(pair.steps(), JsonFile::step))
        .setValues("classes", all(pair.classes(), JsonFile::requestClass))
        .setValues("events", all(pair.events(), JsonFile::event))
        .build();
  }

  private static JsonObject summary(Summary summary) {
    return JsonObject.builder()
        .set("requests", summary.requests())
        .set("served", summary.served())
        .set("goodputShare", number(summary.goodputShare()))
        .set("p50Ms", number(summary.p50Millis()))
        .set("p99Ms", number(summary.p99Millis()))
        .set("shedShare", number(summary.shedShare()))
        .set("lostShare", number(summary.lostShare()))
        .set("wastedShare", number(summary.wastedShare()))
        .set("recoverySeconds", number(Recoveries.seconds(summary.recovery())))
        .set("notRecoveredWithinSeconds", number(Recoveries.notWithinSeconds(summary.recovery())))
        .set("peakMemoryMib", number(summary.peakMemoryMebibytes()))
        .build();
  }

  private static JsonObject point(Point point) {
    return JsonObject.builder()
        .set("second", number(point.second()))
        .set("offeredPerSecond", number(point.offeredPerSecond()))
        .set("goodputPerSecond", number(point.goodputPerSecond()))
        .set("shedPerSecond", number(point.shedPerSecond()))
        .set("p50Ms", number(point.p50Millis()))
        .set("p99Ms", number(point.p99Millis()))
        .set("inside", point.inside())
        .set("waiting", point.waiting())
        .set("permits", number(point.permits()))
        .build();
  }

  private static JsonObject step(Step step) {
    return JsonObject.builder()
        .set("load", number(step.load()))
        .set("goodputShare", number(step.goodputShare()))
        .set("p99Ms", number(step.p99Millis()))
        .build();
  }

  private static JsonObject requestClass(RequestClass requestClass) {
    return JsonObject.builder()
        .set("name", requestClass.name())
        .set("load", number(requestClass.load()))
        .set("servedShare", number(requestClass.servedShare()))
        .set("p99Ms", number(requestClass.p99Millis()))
        .build();
  }

  private static JsonObject event(Event event) {
    return JsonObject.builder()
        .set("what", event.what())
        .set("fromSecond", number(event.fromSecond()))
        .set("untilSecond", number(event.untilSecond()))
        .build();
  }

  private static <T> List<JsonObject> all(List<T> list, Function<T, JsonObject> json) {
    return list.stream().map(json).toList();
  }

  private static JsonValue millis(Duration duration) {
    return number(duration.toNanos() / 1e6);
  }

  private static JsonValue number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : JsonNull.instance();
  }

  /** JSON has no number for an infinity, nor for what is not a number. */
  private static JsonValue number(double value) {
    return Double.isFinite(value) ? JsonNumber.create(value) : JsonNull.instance();
  }
}
