package dev.weir.gate.shadow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnforcedShareTest {

  private static final EnforcedShare TENTH = new EnforcedShare(1_000);

  /** Addresses that differ in the last part only, as those of one network do. */
  private static Stream<Arrival> callers() {
    return IntStream.range(0, 10_000)
        .mapToObj(number -> "10.0." + number / 100 + "." + number % 100)
        .map(Arrival::from);
  }

  @ParameterizedTest
  @CsvSource({"0%, 0", "10%, 1000", "2.5%, 250", "0.01%, 1", "100%, 10000", "100.00%, 10000"})
  void aShareIsWrittenInPercent(String text, int tenThousandths) {
    assertThat(EnforcedShare.read(text), is(Optional.of(new EnforcedShare(tenThousandths))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "101%", "100.01%", "-1%", "1.234%", "ten%", "1e1%", " 10%"})
  void nothingElseIsAShare(String text) {
    assertThat(EnforcedShare.read(text), is(Optional.empty()));
  }

  @Test
  void itHasAboutSoManyOfTheCallers() {
    assertThat(
        callers().filter(TENTH::contains).count(),
        is(both(greaterThan(850L)).and(lessThan(1_150L))));
  }

  @Test
  void allCallersAreInTheWholeAndNoneInNothing() {
    assertThat(callers().allMatch(EnforcedShare.ALL::contains), is(true));
    assertThat(callers().noneMatch(new EnforcedShare(0)::contains), is(true));
  }

  @Test
  void callersOfASmallerShareAreInEveryLargerOne() {
    EnforcedShare quarter = new EnforcedShare(2_500);
    assertThat(callers().filter(TENTH::contains).allMatch(quarter::contains), is(true));
  }

  @Test
  void allCallersOfOneTenantAreInTheSameShare() {
    List<Boolean> contained =
        callers()
            .map(
                caller ->
                    new Arrival(
                        Priority.NORMAL,
                        caller.caller(),
                        List.of("tenant", caller.caller()),
                        OptionalLong.empty()))
            .map(TENTH::contains)
            .distinct()
            .toList();
    assertThat(contained.size(), is(1));
  }
}
