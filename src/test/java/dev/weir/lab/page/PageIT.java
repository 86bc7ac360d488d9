package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.Eventually;
import dev.weir.browser.Chromium;
import dev.weir.browser.Tab;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser, opened from the disk. */
class PageIT {

  /** The goodput of ten scenarios; goodput at each load; six that say more. */
  private static final String PLOTS = "17";

  /** How many plots have a dot of exactly the colour that the default strategy's line has. */
  private static final String PLOTS_WITH_THE_DEFAULT =
      """
      (() => {
        const line = document.querySelector('.legend [value="wait-then-shed"] path');
        const colour = getComputedStyle(line).stroke.match(/\\d+/g).map(Number);
        return [...document.querySelectorAll('.plot canvas')].filter((canvas) => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          return data.some((_, at) => at % 4 === 0 && colour.every((c, i) => data[at + i] === c));
        }).length;
      })()
      """;

  /** From which to which second a plot has spots of exactly the colour of an event. */
  private static final String SHADED_SECONDS =
      """
      ((plot) => {
        const { ctx, bbox, scales } = charts.find(({ root }) => plot.contains(root));
        const paint = document.createElement('canvas').getContext('2d');
        paint.fillStyle = colour('--event');
        paint.fillRect(0, 0, 1, 1);
        const shade = paint.getImageData(0, 0, 1, 1).data;
        const { data } = ctx.getImageData(bbox.left, bbox.top, bbox.width, bbox.height);
        const spots = [...data.keys()]
          .filter((at) => at % 4 === 0 && shade.every((c, i) => data[at + i] === c))
          .map((at) => (at / 4) % bbox.width);
        const second = (spot) => Math.round(spot * scales.x.max / bbox.width);
        return spots.length === 0 ? 'none' : [Math.min, Math.max]
          .map((end) => second(spots.reduce((one, other) => end(one, other)))).join(' to ');
      })
      """;

  private static final String EVIL = "</script><script>console.log('evil')</script>\"'&<b>";

  @TempDir private static Path folder;

  private static Optional<Chromium> chromium = Optional.empty();

  @BeforeAll
  static void startChromium() throws Exception {
    chromium = Chromium.find();
    Assumptions.assumeTrue(chromium.isPresent(), "Chromium is not installed");
    ReportFiles.write(folder.resolve("whole"), SampleResults.complete());
    ReportFiles.write(folder.resolve("part"), SampleResults.stoppedAfter(15));
    ReportFiles.write(folder.resolve("nothing"), SampleResults.stoppedAfter(0));
    Map<Figure, Double> some = SampleResults.figures(0.5, OptionalDouble.empty());
    ReportFiles.write(
        folder.resolve("evil"), SampleResults.of(SampleResults.pair(EVIL, EVIL, some)));
  }

  @AfterAll
  static void stopChromium() throws Exception {
    if (chromium.isPresent()) {
      chromium.get().remove();
    }
  }

  private static Tab open(String results, int width, String colourScheme) throws Exception {
    Tab tab = chromium.orElseThrow().tab(width, colourScheme);
    tab.open(page(results).toUri(), "document.documentElement.dataset.charts !== undefined");
    return tab;
  }

  private static Path page(String results) {
    return folder.resolve(results).resolve("index.html");
  }

  private static void assertInOrder(Tab tab, String results) throws Exception {
    assertThat(tab.complaints(), empty());
    assertThat(tab.requests(), contains(page(results).toUri().toString()));
    assertThat(
        "the page does not scroll sideways",
        tab.evaluate("document.documentElement.scrollWidth <= innerWidth"),
        is("true"));
  }

  @ParameterizedTest
  @CsvSource({"1400, light", "1400, dark", "360, light", "360, dark"})
  void drawsEveryPlotOnAnyScreen(int width, String colourScheme) throws Exception {
    Tab tab = open("whole", width, colourScheme);
    assertThat(tab.evaluate("document.documentElement.dataset.charts"), is(PLOTS));
    assertThat(
        tab.evaluate("matchMedia('(prefers-color-scheme: " + colourScheme + ")').matches"),
        is("true"));
    assertThat(tab.evaluate(PLOTS_WITH_THE_DEFAULT), is(PLOTS));
    assertInOrder(tab, "whole");
  }

  @Test
  void theOverviewHasARowForEachStrategyAndMarksTheBest() throws Exception {
    Tab tab = open("whole", 1400, "light");
    assertThat(
        tab.evaluate("document.querySelectorAll('#overview tbody')[0].rows.length"), is("11"));
    assertThat(
        tab.evaluate(
            "[...document.querySelectorAll('#overview .best')].find((cell) => cell.cellIndex === 2)"
                + ".closest('tr').cells[0].textContent"),
        is("wait-then-shed"));
    assertThat(
        tab.evaluate(
            "document.querySelectorAll('#overview table')[1].querySelector('.short').textContent"),
        startsWith("▼"));
  }

  @Test
  void everyScenarioHasItsChapterAndTheChoicesLeadThere() throws Exception {
    Tab tab = open("whole", 1400, "light");
    for (SampleScenario scenario : SampleScenario.values()) {
      String name = scenario.description().name();
      String chapter = "document.querySelector('#scenario-" + name + "')";
      assertThat(
          tab.evaluate(chapter + ".querySelector('h2').textContent"),
          is(scenario.description().title()));
      assertThat(
          tab.evaluate("[..." + chapter + ".querySelectorAll('tbody')].at(-1).rows.length"),
          is("11"));
    }
    assertThat(
        tab.evaluate(
            "[...document.querySelectorAll('#choices h3 a')]"
                + ".every((a) => document.getElementById(a.hash.slice(1)) !== null)"),
        is("true"));
  }

  @Test
  void drawsTheValuesOfTheResults() throws Exception {
    Tab tab = open("whole", 1400, "light");
    String curve = "charts[0].series.findIndex(({ label }) => label === 'wait-then-shed')";
    assertThat(tab.evaluate("charts[0].data[0].length"), is("9"));
    assertThat(tab.evaluate("charts[0].data[" + curve + "].at(-1)"), is("0.991"));
  }

  @ParameterizedTest
  @CsvSource({"320, 400", "60, undefined"})
  void theCapacityIsDrawnIfTheLoadComesNearIt(int offered, String reference) throws Exception {
    Tab tab = open("nothing", 1400, "light");
    String points = "[{ second: 1, offeredPerSecond: %d, goodputPerSecond: 1 }]".formatted(offered);
    assertThat(
        tab.evaluate(
            "overTime([{ events: [], points: " + points + " }], courses.goodput).reference"),
        is(reference));
  }

  @ParameterizedTest
  @CsvSource({"ramp, none", "burst, 3 to 8", "stall, 3 to 5", "drift, 6 to 12"})
  void anEventIsShadedForAsLongAsItLasts(String scenario, String seconds) throws Exception {
    Tab tab = open("whole", 1400, "light");
    String plot = "(document.querySelector('#scenario-" + scenario + " .plot'))";
    assertThat(tab.evaluate(SHADED_SECONDS + plot), is(seconds));
  }

  @Test
  void aNameIsTextAndNothingElse() throws Exception {
    Tab tab = open("evil", 1400, "light");
    assertThat(
        tab.evaluate("document.querySelector('#overview tbody').textContent"), startsWith(EVIL));
    assertThat(tab.evaluate("document.querySelectorAll('main b b, main script').length"), is("0"));
    assertInOrder(tab, "evil");
  }

  @Test
  void oneButtonHidesAStrategyInEveryPlotAndShowsItAgain() throws Exception {
    Tab tab = open("whole", 1400, "light");
    String button = "document.querySelector('.legend [value=\"wait-then-shed\"]')";
    tab.evaluate(button + ".click()");
    assertThat(tab.evaluate(button + ".getAttribute('aria-pressed')"), is("false"));
    Eventually.until(() -> tab.evaluate(PLOTS_WITH_THE_DEFAULT).equals("0"));
    tab.evaluate(button + ".click()");
    assertThat(tab.evaluate(button + ".getAttribute('aria-pressed')"), is("true"));
    Eventually.until(() -> tab.evaluate(PLOTS_WITH_THE_DEFAULT).equals(PLOTS));
  }

  @Test
  void followsTheScreenAndTheColourScheme() throws Exception {
    Tab tab = open("whole", 1400, "light");
    tab.resize(360);
    tab.prefer("dark");
    String widest =
        "Math.max(...[...document.querySelectorAll('.plot canvas')].map((c) => c.clientWidth))";
    Eventually.until(() -> Integer.parseInt(tab.evaluate(widest)) <= 360);
    Eventually.until(() -> tab.evaluate(PLOTS_WITH_THE_DEFAULT).equals(PLOTS));
    assertInOrder(tab, "whole");
  }

  @Test
  void aTipHasTheValuesAtTheCursorAndStaysOnScreen() throws Exception {
    Tab tab = open("whole", 360, "light");
    for (String place : List.of("0", "0.49", "0.51", "1")) {
      tab.evaluate(
          "charts.forEach((chart) => chart.setCursor({ top: 9, left: chart.over.clientWidth * "
              + place
              + " }))");
      Eventually.until(() -> tab.evaluate("document.querySelector('.tip').hidden").equals("false"));
      assertThat(
          tab.evaluate("document.querySelector('.tip').textContent"),
          containsString("wait-then-shed"));
      assertInOrder(tab, "whole");
    }
  }

  @Test
  void hasAPageForARunThatWasStopped() throws Exception {
    Tab tab = open("part", 360, "light");
    assertThat(
        tab.evaluate("document.querySelector('.shortfall').textContent"),
        containsString("not complete"));
    assertThat(tab.evaluate("document.documentElement.dataset.charts"), is("5"));
    assertInOrder(tab, "part");
  }

  @Test
  void hasAPageForARunThatMeasuredNothing() throws Exception {
    Tab tab = open("nothing", 360, "dark");
    assertThat(tab.evaluate("document.documentElement.dataset.charts"), is("0"));
    assertInOrder(tab, "nothing");
  }
}
