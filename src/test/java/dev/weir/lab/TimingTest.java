package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 11})
  void aQuickRunFitsInto90Seconds(int pairs) {
    Timing timing = Timing.quick(pairs, Optional.empty()).orElseThrow();
    assertThat(timing.duration(), is(greaterThanOrEqualTo(Duration.ofSeconds(3))));
    assertThat(timing.total().multipliedBy(pairs), is(lessThan(Duration.ofSeconds(90))));
  }

  @Test
  void tooManyPairsDoNotFit() {
    assertThat(Timing.quick(20, Optional.empty()), is(Optional.empty()));
    assertThat(Timing.quick(10, Optional.of(Duration.ofSeconds(9))), is(Optional.empty()));
  }

  @Test
  void theMeasurementBeginsAfterTheWarmUpAndItsRequests() {
    Timing timing = Timing.thorough(Optional.empty());
    assertThat(timing.beginning(), is(LabConfig.LATENCY.plus(timing.warmUp()).plus(timing.gap())));
    assertThat(timing.gap(), is(greaterThanOrEqualTo(LabConfig.PATIENCE)));
  }
}
