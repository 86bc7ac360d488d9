package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Target.Shape;
import dev.weir.lab.page.Description;
import dev.weir.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosTest {

  private static final Duration LENGTH = Duration.ofSeconds(18);

  @TempDir private Path folder;

  private static Scenario scenario(String name) {
    return Scenarios.of(name, LENGTH);
  }

  static List<String> names() {
    return Scenarios.names();
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  private static Rate.Span span(long from, long until, double perSecond) {
    return new Rate.Span(seconds(from), seconds(until), perSecond);
  }

  @ParameterizedTest
  @MethodSource("names")
  void lastsAsLongAsGiven(String name) {
    assertThat((double) scenario(name).load().offered().until(), is(closeTo(18e9, 100)));
    assertThat((double) scenario(name).trouble().capacity().until(), is(closeTo(18e9, 100)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void itsFlagsAndItsFileAreSettingsThatWeirTakes(String name) throws IOException {
    Scenario scenario = scenario(name);
    String config = scenario.service().map(Scenario.Service::config).orElse("");
    Path file = Files.writeString(folder.resolve("weir.yaml"), config);
    List<String> flags =
        new ArrayList<>(WeirFlags.of("wait-then-shed", scenario, Duration.ofMillis(5100)));
    flags.add("--config=" + file);
    Settings settings = Settings.read(flags, Map.of(), new Properties());
    assertThat(settings.gate().limits().waitingRoom(), is(80));
  }

  @Test
  void theRampHasNineStepsWhoseFirstQuarterDoesNotCount() {
    Scenario ramp = scenario("ramp");
    assertThat(
        ramp.steps().stream().map(Scenario.Step::load).toList(),
        contains(0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 7.5, 10.0));
    assertThat(
        ramp.steps().getLast(),
        is(new Scenario.Step(10, seconds(16) + seconds(1) / 2, seconds(18))));
    assertThat(ramp.load().offered().spans().getLast(), is(span(16, 18, 4000)));
    assertThat(ramp.mostServed(), is(closeTo(2 * (200 + 300 + 7 * 400), 1e-3)));
  }

  @Test
  void aShortRampHasFewerStepsThatAreLongEnough() {
    Scenario ramp = Scenarios.of("ramp", Duration.ofSeconds(6));
    assertThat(
        ramp.steps().stream().map(Scenario.Step::load).toList(),
        contains(0.5, 1.0, 1.5, 3.0, 10.0));
    for (Scenario.Step step : ramp.steps()) {
      assertThat(step.until() - step.from(), is(seconds(9) / 10));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3_000, 5_250, 6_000, 10_250, 18_000})
  void aStepHoldsWholeCalls(int millis) {
    Scenario ramp = Scenarios.of("ramp", Duration.ofMillis(millis));
    for (Scenario.Step step : ramp.steps()) {
      assertThat((step.until() - step.from()) % LabConfig.LATENCY.toNanos(), is(0L));
    }
  }

  @Test
  void theBurstLastsFiveSecondsAtTenTimesTheCapacity() {
    Scenario burst = scenario("burst");
    assertThat(
        burst.load().offered().spans(),
        contains(span(0, 3, 280), span(3, 8, 4000), span(8, 18, 280)));
    assertThat(
        burst.trouble().event(),
        is(Optional.of(new Scenario.Event("ten times the capacity", seconds(3), seconds(8)))));
  }

  @Test
  void theBackendStallsForTwoSecondsInWhichNothingCanBeServed() {
    Scenario stall = scenario("stall");
    assertThat(stall.mostServed(), is(closeTo(16 * 360, 1e-3)));
    assertThat(
        stall.trouble().event(),
        is(Optional.of(new Scenario.Event("backend hangs", seconds(3), seconds(5)))));
    assertThat(
        WeirFlags.of("codel", stall, Duration.ofMillis(5100)),
        hasItem("--backend.simulated.schedule=8100ms hang; 10100ms normal"));
  }

  @Test
  void theCapacityDriftsToTheHalfAndBack() {
    Scenario drift = scenario("drift");
    assertThat(drift.mostServed(), is(closeTo(6 * (360 + 200 + 360), 1e-3)));
    assertThat(
        WeirFlags.of("codel", drift, Duration.ofSeconds(1)),
        hasItem("--backend.simulated.schedule=7s capacity=20; 13s normal"));
  }

  @Test
  void whatCrowdsCouldBeServedIsTheCapacity() {
    assertThat(scenario("storm").mostServed(), is(closeTo(18 * 400, 1e-3)));
  }

  @Test
  void slowCallsTakeFromTheCapacity() {
    assertThat(scenario("slow-tail").mostServed(), is(closeTo(18 * 400 / 1.57, 1e-3)));
  }

  @Test
  void threeClassesOfferThreeTimesTheCapacity() {
    Scenario mixed = scenario("mixed");
    assertThat(mixed.load().offered().total(), is(closeTo(3 * 18 * 400, 1e-3)));
    assertThat(mixed.load().clients(), hasSize(3));
  }

  @Test
  void aWrongGuessIsATenthOrTenTimesTheRightPermits() {
    assertThat(flags("too-few"), hasItem("--gate.permits=4"));
    assertThat(flags("too-many"), hasItem("--gate.permits=400"));
    assertThat(
        scenario("too-few").steps(),
        contains(
            new Scenario.Step(1.5, seconds(10), seconds(15)),
            new Scenario.Step(0.8, seconds(15) + seconds(4) / 5, seconds(18))));
  }

  private static Clients.Kind kind(String name, Duration patience) {
    return new Clients.Kind(name, new Shape("/endpoint", List.of()), false, patience);
  }

  private static List<String> flags(String scenario) {
    return WeirFlags.of("adaptive", scenario(scenario), Duration.ofSeconds(1));
  }

  @Test
  void thePermitsServeCallsOfTwoLengths() {
    assertThat(scenario("bimodal").mostServed(), is(closeTo(18 * 60, 1e-3)));
    assertThat(flags("bimodal"), hasItem("--backend.simulated.contention=0"));
  }

  @Test
  void afterAnOutageCallsAreAsBeforeAndThenTakeLonger() {
    assertThat(
        flags("outage"),
        hasItem(
            "--backend.simulated.schedule="
                + "4600ms error-share=1; 8200ms normal; 13600ms latency=500ms"));
    assertThat(scenario("outage").mostServed(), is(closeTo(40 * 0.8 * 18, 1e-3)));
    assertThat(scenario("outage").trouble().event().orElseThrow().until(), is(seconds(18) * 2 / 5));
  }

  @Test
  void ofCallsThatFailTheOthersCouldBeServed() {
    assertThat(flags("errors"), hasItem("--backend.simulated.error-share=0.1"));
    assertThat(scenario("errors").mostServed(), is(closeTo(18 * 288, 1e-3)));
  }

  @Test
  void noneButThePatientCouldBeServed() {
    assertThat(
        scenario("impatient").load().clients().stream().map(Clients::kind).toList(),
        contains(kind("patient", LabConfig.PATIENCE), kind("impatient", Duration.ofMillis(50))));
    assertThat(scenario("impatient").mostServed(), is(closeTo(18 * 60, 1e-3)));
  }

  @ParameterizedTest
  @ValueSource(ints = {3_000, 9_750, 18_000})
  void theBurstOutOfAQuietTimeFitsIntoPermitsAndRoom(int millis) {
    Scenario trickle = Scenarios.of("trickle", Duration.ofMillis(millis));
    Rate burst = trickle.load().clients().getFirst().offered();
    assertThat(burst.total(), is(closeTo(LabConfig.PERMITS + LabConfig.WAITING_ROOM, 1e-3)));
    double steady = 2 * 40 / 0.6 + 5 * 8 + 3 * 60;
    assertThat(trickle.mostServed(), is(closeTo(120 + steady * millis / 10_000, 1)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void theBackendDoesNotChangeAsTheMeasurementBegins(String name) {
    scenario(name)
        .trouble()
        .changes()
        .forEach(change -> assertThat(change.moment(), is(greaterThan(0L))));
  }

  @Test
  void longCallsOfTrickleAreThoseOfTheWarmUpToo() {
    assertThat(
        flags("trickle"),
        hasItems(
            "--backend.simulated.latency=600ms",
            "--backend.simulated.schedule=4600ms latency=80ms; 13600ms latency=400ms"));
    assertThat(
        scenario("trickle").trouble().capacity().spans().getFirst().perSecond(),
        is(closeTo(40 / 0.6, 1e-9)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysWhatItIs(String name) {
    Description description = scenario(name).description();
    assertThat(description.title(), is(not(name)));
    assertThat(description.text(), endsWith("."));
    assertThat(description.question(), is(not("")));
  }
}
