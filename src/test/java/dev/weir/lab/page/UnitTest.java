package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnitTest {

  @ParameterizedTest
  @CsvSource({
    "SHARE, 0, 0 %",
    "SHARE, 0.0002, 0 %",
    "SHARE, 0.004, 0.4 %",
    "SHARE, 0.976, 98 %",
    "SHARE, 0.9949, 99 %",
    "SHARE, 0.998, 99.8 %",
    "SHARE, 1, 100 %",
    "SHARE, 1.02, 102 %",
    "SHARE, -0.0001, 0 %",
    "MILLIS, 3.14, 3.1 ms",
    "MILLIS, 311.6, 312 ms",
    "SECONDS, 0.25, 0.25 s",
    "SECONDS, 9.5, 9.5 s",
    "SECONDS, 20, 20 s",
    "MEBIBYTES, 204.4, 204 MiB",
    "PER_SECOND, 400, 400/s",
    "TIMES, 0.5, 0.5×",
    "TIMES, 10, 10×",
    "INDEX, 0.351, 0.35"
  })
  void readsAsAPersonWouldWriteIt(Unit unit, double value, String text) {
    assertThat(unit.text(value), is(text.replace(' ', '\u00a0')));
  }

  @ParameterizedTest
  @CsvSource(
      value = {"COUNT; 7200; 7,200", "MILLIS; 1234.4; 1,234 ms"},
      delimiter = ';')
  void groupsThousands(Unit unit, double value, String text) {
    assertThat(unit.text(value), is(text.replace(' ', '\u00a0')));
  }

  @ParameterizedTest
  @EnumSource
  void isADashForWhatIsNoNumber(Unit unit) {
    assertThat(unit.text(Double.NaN), is("–"));
    assertThat(unit.text(Double.POSITIVE_INFINITY), is("–"));
  }
}
