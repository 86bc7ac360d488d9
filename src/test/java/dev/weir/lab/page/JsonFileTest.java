package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.weir.lab.page.Results.Pair;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonValueType;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class JsonFileTest {

  private static JsonObject parsed(Results results) {
    return JsonParser.create(JsonFile.of(results, Report.of(results))).readJsonObject();
  }

  private static JsonObject pair(Results results, int index) {
    return item(parsed(results), "pairs", index);
  }

  private static JsonObject item(JsonObject json, String list, int index) {
    return json.arrayValue(list, JsonArray.empty()).get(index).orElseThrow().asObject();
  }

  private static double number(JsonObject json, String name) {
    return json.doubleValue(name).orElseThrow();
  }

  @Test
  void saysWhatWasMeasuredInUnitsThatItsNamesCarry() {
    JsonObject setup = parsed(SampleResults.complete()).objectValue("setup").orElseThrow();
    assertThat(setup.stringValue("startedAt").orElseThrow(), is("2026-11-23T20:15:00Z"));
    assertThat(number(setup, "maxWaitMs"), is(250.0));
    assertThat(number(setup, "durationMs"), is(18_000.0));
    assertThat(number(setup, "capacityPerSecond"), is(400.0));
  }

  @Test
  void hasEveryPairWithItsCourse() {
    Results results = SampleResults.complete();
    JsonObject json = parsed(results);
    assertThat(json.booleanValue("complete").orElseThrow(), is(true));
    assertThat(json.arrayValue("pairs", JsonArray.empty()).size(), is(110));
    Pair pair = results.pairs().get(12);
    JsonObject same = item(json, "pairs", 12);
    assertThat(same.stringValue("scenario").orElseThrow(), is(pair.scenario().name()));
    assertThat(same.stringValue("strategy").orElseThrow(), is(pair.strategy()));
    assertThat(same.arrayValue("points", JsonArray.empty()).size(), is(72));
    JsonObject point = item(same, "points", 20);
    assertThat(number(point, "second"), is(pair.points().get(20).second()));
    assertThat(number(point, "goodputPerSecond"), is(pair.points().get(20).goodputPerSecond()));
    assertThat(number(point, "permits"), is(40.0));
  }

  @Test
  void hasTheFiguresOfTheSummary() {
    Results results = SampleResults.complete();
    JsonObject summary = pair(results, 0).objectValue("summary").orElseThrow();
    assertThat(
        number(summary, "goodputShare"),
        is(results.pairs().getFirst().figures().get(Figure.GOODPUT_SHARE)));
    assertThat(
        number(summary, "requests"), is(results.pairs().getFirst().figures().get(Figure.REQUESTS)));
    assertThat(number(summary, "p99Ms"), is(990.0));
    assertThat(number(summary, "peakMemoryMib"), is(402.0));
  }

  @Test
  void hasTheStepsOfTheRampAndTheClassesOfTheMix() {
    Results results = SampleResults.complete();
    assertThat(number(item(pair(results, 3), "steps", 8), "load"), is(10.0));
    assertThat(number(item(pair(results, 3), "steps", 8), "goodputShare"), is(0.991));
    JsonObject critical = item(pair(results, 5 * 11 + 8), "classes", 0);
    assertThat(critical.stringValue("name").orElseThrow(), is("critical"));
    assertThat(number(critical, "servedShare"), is(0.998));
  }

  @Test
  void isNullWhereNothingIsKnown() {
    Pair nothing =
        SampleResults.pair(
            "ramp", "none", SampleResults.figures(Double.NaN, OptionalDouble.empty()));
    Results results = SampleResults.of(nothing);
    JsonObject summary = pair(results, 0).objectValue("summary").orElseThrow();
    assertThat(summary.value("goodputShare").orElseThrow().type(), is(JsonValueType.NULL));
    assertThat(summary.value("p99Ms").orElseThrow().type(), is(JsonValueType.NULL));
    assertThat(summary.value("recoverySeconds").orElseThrow().type(), is(JsonValueType.NULL));
    assertThat(JsonFile.of(results, Report.of(results)), not(containsString("NaN")));
  }

  @Test
  void ofNoPairsIsStillWhole() {
    JsonObject json = parsed(SampleResults.stoppedAfter(0));
    assertThat(json.booleanValue("complete").orElseThrow(), is(false));
    assertThat(json.arrayValue("pairs", JsonArray.empty()).size(), is(0));
  }
}
