package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Recovery;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static List<Pair> sample(String scenario) {
    return Scene.of(scenario).pairs(SampleResults.complete());
  }

  private static Pair goodput(String strategy, double share) {
    return SampleResults.pair(
        "storm", strategy, SampleResults.summary(share, OptionalDouble.empty()));
  }

  private static Pair recovery(String strategy, Recovery recovery) {
    return SampleResults.recovered(
        strategy, SampleResults.summary(0.5, OptionalDouble.empty()), recovery);
  }

  private static void assertSays(String finding, String sentence) {
    assertThat(finding.replace('\u00a0', ' '), is(sentence));
  }

  private static void assertRecovery(String sentence, Pair... pairs) {
    assertSays(new RecoveryFinding(List.of(pairs)).after("the stall"), sentence);
  }

  @Test
  void nameTheBestAndTheWorstWithTheirFigures() {
    assertSays(
        Findings.curve(sample("ramp")),
        "When 10× the capacity is offered, goodput is 99 % of the capacity behind wait-then-shed,"
            + " worker-pool and demand, 2 % without a gate.");
    assertSays(
        Findings.slowest(sample("stall")),
        "The slowest hundredth of those served took at least 108 ms behind reject, 355 ms behind"
            + " leaky-bucket. Not compared: none, block (goodput below 90 % of the best).");
    assertSays(
        Findings.classes(sample("mixed")),
        "Of the critical requests, 99.8 % were served behind priority, 5 % without a gate.");
    assertSays(
        Findings.line(sample("burst")),
        "The longest line seen was 0 behind reject and token-bucket, 80 behind wait-then-shed,"
            + " worker-pool and 4 more. Not compared: none, block, leaky-bucket (goodput below 90 %"
            + " of the best).");
  }

  @Test
  void speakOfAllTogetherWhereTheyAreAlike() {
    assertSays(
        Findings.goodput(List.of(goodput("none", 0.979), goodput("a", 0.981), goodput("b", 0.98))),
        "98 % of what was possible was served behind a and b, or without a gate.");
    assertSays(
        Findings.goodput(List.of(goodput("codel", 0.5))),
        "50 % of what was possible was served behind codel.");
  }

  @Test
  void countThoseWhoAreTooManyToName() {
    assertSays(
        Findings.goodput(
            List.of(
                goodput("a", 0.9),
                goodput("b", 0.9),
                goodput("c", 0.9),
                goodput("d", 0.9),
                goodput("e", 0.1))),
        "90 % of what was possible was served behind a, b and 2 more, 10 % behind e.");
  }

  @Test
  void sayNothingWithoutData() {
    List<Pair> nothing = List.of(goodput("codel", Double.NaN));
    for (List<Pair> pairs : List.of(List.<Pair>of(), nothing)) {
      assertSays(Findings.curve(pairs), "");
      assertSays(Findings.goodput(pairs), "");
      assertSays(Findings.slowest(pairs), "");
      assertSays(Findings.line(pairs), "");
      assertSays(Findings.classes(pairs), "");
      assertSays(PermitsFinding.of(pairs), "");
      assertSays(new RecoveryFinding(pairs).after("the stall"), "");
    }
  }

  @Test
  void tellWhoRecoversSoonAndWhoLate() {
    assertRecovery(
        "After the stall, fresh requests are served well again after 0.25 s behind codel, after"
            + " 9.5 s behind block (38 times as long).",
        recovery("block", new Recovery.After(9.5)),
        recovery("codel", new Recovery.After(0.25)));
    assertRecovery(
        "After the stall, fresh requests are served well again at once behind codel, after 9.5 s"
            + " behind block.",
        recovery("block", new Recovery.After(9.5)),
        recovery("codel", new Recovery.After(0)));
  }

  @Test
  void tellWhoDoesNotRecover() {
    assertRecovery(
        "After the stall, fresh requests are served well again after 1 s behind codel; without a"
            + " gate they are not, in the 12 s that were watched.",
        recovery("none", new Recovery.Never(12)),
        recovery("codel", new Recovery.After(1)));
    assertRecovery(
        "After the stall, fresh requests are not served well again behind block in the 12 s that"
            + " were watched.",
        recovery("block", new Recovery.Never(12)));
  }

  @Test
  void tellWhosePermitsMoved() {
    assertSays(
        PermitsFinding.of(sample("drift")),
        "The permits of adaptive moved between 23 and 40; those of block, reject and 5 more stayed"
            + " at 40.");
  }
}
