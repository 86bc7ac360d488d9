package dev.weir.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {

  @ParameterizedTest
  @CsvSource({"2, 2000000000", "2s, 2000000000", "250ms, 250000000", "' 1 ', 1000000000", "0, 0"})
  void readsATimeout(String text, long nanos) {
    assertThat(Arrivals.timeoutNanos(text), is(Optional.of(nanos)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "1m", "9999999999"})
  void aTimeoutThatCantBeReadSaysNothing(String text) {
    assertThat(Arrivals.timeoutNanos(text), is(Optional.empty()));
  }
}
