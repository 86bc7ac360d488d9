package dev.weir.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.backend.simulated.Pace;
import dev.weir.backend.simulated.Schedule.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTextTest {

  private static final Pace USUAL = new Pace(Duration.ofMillis(20), 16, 0.05, 0);

  private static List<Phase> read(String schedule) {
    List<String> args = List.of("--backend.simulated.schedule=" + schedule);
    return ScheduleText.read(new Values(Layers.read(args, Map.of(), new Properties())), USUAL)
        .phases();
  }

  @Test
  void anEmptyScheduleHasNoPhases() {
    assertThat(read(""), is(List.of()));
  }

  @Test
  void whatAnEntryDoesNotNameIsAsUsual() {
    assertThat(
        read(
            "2s latency=200ms capacity=8 contention=0.1;3s  hang ; 5s normal;6s capacity=20;7s"
                + " error-share=1"),
        contains(
            new Phase(Duration.ofSeconds(2), false, new Pace(Duration.ofMillis(200), 8, 0.1, 0)),
            new Phase(Duration.ofSeconds(3), true, USUAL),
            new Phase(Duration.ofSeconds(5), false, USUAL),
            new Phase(Duration.ofSeconds(6), false, new Pace(Duration.ofMillis(20), 20, 0.05, 0)),
            new Phase(Duration.ofSeconds(7), false, new Pace(Duration.ofMillis(20), 16, 0.05, 1))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          soon hang            | soon hang           | must begin with a moment
          -1s hang             | -1s hang            | must begin with a moment
          1s hang;             | ''                  | must begin with a moment
          1s hang; 1s normal   | 1s normal           | its moment must be later
          2s hang; 1s normal   | 1s normal           | its moment must be later
          1s                   | 1s                  | after its moment must come
          1s hangs             | 1s hangs            | must be normal, hang, or any of
          1s hang capacity=8   | 1s hang capacity=8  | must be normal, hang, or any of
          1s speed=3           | 1s speed=3          | must be normal, hang, or any of
          1s capacity=0        | 1s capacity=0       | must be normal, hang, or any of
          1s capacity=1.5      | 1s capacity=1.5     | must be normal, hang, or any of
          1s capacity=many     | 1s capacity=many    | must be normal, hang, or any of
          1s latency=2h        | 1s latency=2h       | must be normal, hang, or any of
          1s error-share=2     | 1s error-share=2    | must be normal, hang, or any of
          1s contention=-1     | 1s contention=-1    | must be normal, hang, or any of
          """)
  void aBadEntryIsQuotedInOneLine(String schedule, String entry, String rule) {
    var e = assertThrows(SettingsException.class, () -> read(schedule));
    String where = "backend.simulated.schedule=" + schedule + " (on the command line): ";
    assertThat(e.getMessage(), startsWith(where + '"' + entry + "\": " + rule));
    assertThat(String.valueOf(e.getMessage()).lines().count(), is(1L));
  }
}
