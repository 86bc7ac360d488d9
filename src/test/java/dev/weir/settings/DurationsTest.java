package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "2s, PT2S",
    "1m, PT1M",
    "3h, PT3H",
    "50us, PT0.00005S",
    "0, PT0S",
    "0ms, PT0S",
    "PT0.5S, PT0.5S",
    "pt2s, PT2S"
  })
  void readsWhatPeopleWrite(String text, String duration) {
    assertThat(Durations.parse(text), is(Optional.of(Duration.parse(duration))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "250 ms", "-1s", "1.5s", "2d", "ms", "9999999999999s"})
  void refusesWhatIsNoDuration(String text) {
    assertThat(Durations.parse(text), is(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"250ms", "2s", "50us", "0s"})
  void writesWhatItReads(String text) {
    assertThat(Durations.format(Durations.parse(text).orElseThrow()), is(text));
  }
}
