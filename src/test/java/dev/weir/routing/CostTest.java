package dev.weir.routing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.GateLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {

  private static final Facts REQUEST = Facts.get("/a");

  @ParameterizedTest
  @CsvSource({"7, 7", "' 7 ', 7", "0, 1", "-3, 1", "many, 1", "'', 1", "99999999, 1000000"})
  void aFieldSaysTheCostWithinItsBounds(String value, int cost) {
    Cost byField = new Cost.Field("X-Cost", false);
    assertThat(byField.of(REQUEST.withField("X-Cost", value)), is(cost));
  }

  @Test
  void aFieldCountsOnlyIfItsSenderIsTrusted() {
    Facts says = REQUEST.withField("X-Cost", "7");
    Cost byField = new Cost.Field("X-Cost", true);
    assertThat(byField.of(says), is(1));
    assertThat(byField.of(says.ofTrusted()), is(7));
    assertThat(byField.of(REQUEST.ofTrusted()), is(1));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "9, 1", "10, 2", "25, 3", "9999999999999, 1000000"})
  void aBodyCostsOneMoreForEachWholeUnit(long bytes, int cost) {
    assertThat(new Cost.Length(10).of(REQUEST.withLength(bytes)), is(cost));
    assertThat(new Cost.Length(10).of(REQUEST), is(1));
    assertThat(GateLimits.MOST, is(1_000_000));
  }
}
