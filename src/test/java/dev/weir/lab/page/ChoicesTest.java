package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.weir.lab.page.Choice.Place;
import dev.weir.lab.page.Results.Pair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ChoicesTest {

  private static Pair pair(String scenario, String strategy, double goodput, double p99) {
    return SampleResults.pair(
        scenario, strategy, SampleResults.figures(goodput, OptionalDouble.of(p99)));
  }

  private static Choice only(Pair... pairs) {
    List<Choice> choices = Choices.of(SampleResults.of(pairs));
    assertThat(choices.size(), is(1));
    return choices.getFirst();
  }

  private static Choice sample(String question) {
    return Choices.of(SampleResults.complete()).stream()
        .filter(choice -> choice.question().equals(question))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void takeThoseWithinAPointOfTheBestForAsGood() {
    Choice choice =
        only(
            pair("storm", "a", 0.97, 100),
            pair("storm", "b", 0.978, 100),
            pair("storm", "c", 0.96, 100));
    assertThat(choice.best().strategies(), contains("b", "a"));
    assertThat(worst(choice).strategies(), contains("c"));
  }

  @Test
  void leaveOutWhatMakesNoDifference() {
    assertThat(
        Choices.of(SampleResults.of(pair("storm", "a", 0.97, 1), pair("storm", "b", 0.97, 1))),
        empty());
    assertThat(Choices.of(SampleResults.of(pair("storm", "a", 0.97, 1))), empty());
    assertThat(Choices.of(SampleResults.of()), empty());
  }

  @Test
  void callNoStrategyBothAsGoodAndWorst() {
    Choice choice =
        only(
            pair("storm", "a", 0.97, 100),
            pair("storm", "b", 0.976, 100),
            pair("storm", "none", 0.1, 100));
    assertThat(choice.best().strategies(), contains("b", "a"));
    assertThat(choice.worst(), is(Optional.empty()));
  }

  @Test
  void giveNoCreditForQuickResponsesToFew() {
    Choice choice =
        only(
            pair("ramp", "few", 0.1, 100),
            pair("ramp", "quick", 0.9, 200),
            pair("ramp", "slow", 0.95, 400));
    assertThat(choice.question(), is("Callers in a hurry"));
    assertThat(choice.best().strategies(), contains("quick"));
    assertThat(worst(choice).strategies(), contains("slow"));
    assertThat(choice.leftOut(), contains("few"));
  }

  @Test
  void nameTheStrategiesLeftOutEvenIfTheOthersAreAlike() {
    Choice choice =
        only(
            pair("burst", "a", 0.98, 100),
            pair("burst", "b", 0.98, 100),
            pair("burst", "none", 0.16, 100));
    assertThat(choice.best().strategies(), contains("a", "b"));
    assertThat(choice.worst(), is(Optional.empty()));
    assertThat(choice.leftOut(), contains("none"));
  }

  private static Place worst(Choice choice) {
    return choice.worst().orElseThrow();
  }

  @Test
  void countAStrategyThatDidNotRecoverAsWorst() {
    Choice choice =
        only(
            recovery("late", Figure.NOT_RECOVERED_WITHIN_SECONDS, 12),
            recovery("soon", Figure.RECOVERY_SECONDS, 1));
    assertThat(worst(choice).strategies(), contains("late"));
    assertThat(worst(choice).text(), is("> 12\u00a0s"));
  }

  private static Pair recovery(String strategy, Figure recovery, double seconds) {
    Map<Figure, Double> figures = SampleResults.figures(0.9, OptionalDouble.of(100));
    figures.put(recovery, seconds);
    return SampleResults.pair("stall", strategy, figures);
  }

  @Test
  void goByTheFirstClassWhereSomeMatterMore() {
    Choice choice = sample("Trouble of mixed");
    assertThat(choice.best().strategies(), contains("priority"));
    assertThat(choice.measure(), is("critical served"));
  }
}
