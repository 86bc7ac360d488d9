package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlFileTest {

  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"results\">(.*?)</script>", Pattern.DOTALL);

  private static String json(Results results) {
    return JsonFile.of(results, Report.of(results));
  }

  private static String inside(String page) {
    Matcher data = DATA.matcher(page);
    assertThat(data.find(), is(true));
    return data.group(1);
  }

  @Test
  void hasAllThatItNeedsInside() throws Exception {
    String page = HtmlFile.of(json(SampleResults.complete()));
    assertThat(page, containsString("var uPlot="));
    assertThat(page, containsString("MIT License"));
    assertThat(page, not(containsString("{{")));
    assertThat(page, not(matchesPattern("(?s).*<(script|link|img)[^>]*(src|href)=\"(?!data:).*")));
  }

  @Test
  void hasTheSameResultsAsTheJsonFile() throws Exception {
    String json = json(SampleResults.stoppedAfter(1));
    assertThat(inside(HtmlFile.of(json)), is(json));
  }

  @Test
  void aNameCantBreakOutOfTheData() throws Exception {
    String evil = "</script><b>{{page.js}}";
    Results results =
        SampleResults.of(
            SampleResults.pair(evil, evil, SampleResults.figures(0.5, OptionalDouble.empty())));
    String page = HtmlFile.of(json(results));
    assertThat(page, not(containsString("</script><b>")));
    JsonObject json = JsonParser.create(inside(page)).readJsonObject();
    JsonObject pair = json.arrayValue("pairs", JsonArray.empty()).get(0).orElseThrow().asObject();
    assertThat(pair.stringValue("strategy").orElseThrow(), is(evil));
  }
}
