package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonValue;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {

  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"plots\">(.*?)</script>", Pattern.DOTALL);

  private static String page(Results results) throws Exception {
    return HtmlPage.of(results);
  }

  private static JsonArray plots(String page) {
    String json =
        DATA.matcher(page)
            .results()
            .map((MatchResult found) -> found.group(1))
            .findFirst()
            .orElseThrow();
    return JsonParser.create(json).readJsonArray();
  }

  private static long count(String text, String part) {
    return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }

  @Test
  void hasAllThatItNeedsInside() throws Exception {
    String page = page(SampleResults.complete());
    assertThat(page, containsString("var uPlot="));
    assertThat(page, containsString("MIT License"));
    assertThat(page, not(containsString("{{")));
    assertThat(page, not(matchesPattern("(?s).*<(script|link|img)[^>]*(src|href)=\"(?!data:).*")));
  }

  @Test
  void hasAPlaceForEachPlotOfItsData() throws Exception {
    String page = page(SampleResults.complete());
    assertThat(plots(page).size(), is(17));
    assertThat(count(page, "data-plot=\""), is(17L));
    assertThat(count(page, "<button type=\"button\" aria-pressed=\"true\""), is(11L));
  }

  @Test
  void drawsTheCurveOfEachStrategyOverTheLoads() throws Exception {
    JsonObject curve = plots(page(SampleResults.complete())).get(0).orElseThrow().asObject();
    assertThat(curve.stringValue("axis").orElseThrow(), is("loads"));
    assertThat(curve.arrayValue("places", JsonArray.empty()).size(), is(9));
    JsonArray lines = curve.arrayValue("lines", JsonArray.empty());
    assertThat(lines.size(), is(11));
    JsonArray values =
        lines.get(3).orElseThrow().asObject().arrayValue("values", JsonArray.empty());
    assertThat(values.get(8).orElseThrow().asNumber().doubleValue(), is(0.991));
  }

  @Test
  void shadesWhatDisturbs() throws Exception {
    JsonArray plots = plots(page(SampleResults.complete()));
    SortedSet<String> names = new TreeSet<>();
    for (JsonValue plot : plots.values()) {
      JsonArray events = plot.asObject().arrayValue("events", JsonArray.empty());
      for (JsonValue event : events.values()) {
        names.add(event.asObject().stringValue("what").orElseThrow());
      }
    }
    JsonObject burst = plots.get(2).orElseThrow().asObject();
    JsonObject event =
        burst.arrayValue("events", JsonArray.empty()).get(0).orElseThrow().asObject();
    assertThat(event.doubleValue("from").orElseThrow(), is(3.0));
    assertThat(event.doubleValue("until").orElseThrow(), is(8.0));
    assertThat(names, contains("backend hangs", "half the capacity", "ten times the capacity"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 27})
  void saysWhenTheRunWasStopped(int pairs) throws Exception {
    String page = page(SampleResults.stoppedAfter(pairs));
    assertThat(page, containsString("class=\"shortfall\""));
    assertThat(page.substring(0, page.indexOf("<script")), not(containsString("NaN")));
  }

  @Test
  void aNameCantBreakOut() throws Exception {
    String evil = "</script><script>alert(1)</script>\"'&";
    Results results =
        SampleResults.of(
            SampleResults.pair(evil, evil, SampleResults.summary(0.5, OptionalDouble.empty())));
    String page = page(results);
    assertThat(page, not(containsString("<script>alert")));
    assertThat(count(page, "</script>"), is(count(page(SampleResults.of()), "</script>")));
  }

  @Test
  void aNameCantBreakOutOfTheDataEither() throws Exception {
    Results sample = SampleResults.complete();
    Results.Pair pair = sample.pairs().getFirst();
    Results.Pair evil =
        new Results.Pair(
            "ramp",
            "</script><b>",
            pair.summary(),
            pair.points(),
            pair.steps(),
            pair.classes(),
            List.of(new Results.Event("</script><i>", 1, 2)));
    String page = page(SampleResults.of(evil));
    JsonObject curve = plots(page).get(0).orElseThrow().asObject();
    JsonObject line = curve.arrayValue("lines", JsonArray.empty()).get(0).orElseThrow().asObject();
    assertThat(line.stringValue("strategy").orElseThrow(), is("</script><b>"));
  }
}
