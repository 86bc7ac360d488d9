package dev.weir.gate.estimate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;

import org.junit.jupiter.api.Test;

class SamplingNoiseTest {

  private static final double EXACT = 1e-9;

  private final SamplingNoise noise = new SamplingNoise();

  @Test
  void twentyCallsAreWithinATwentiethUntilMoreIsKnown() {
    assertThat(noise.of(20), closeTo(0.05, EXACT));
  }

  @Test
  void theFirstWindowIsBelieved() {
    noise.learn(0.2, 100);
    assertThat(noise.of(100), closeTo(0.1, EXACT));
  }

  @Test
  void fourTimesAsManyCallsHaveHalfOfTheNoise() {
    noise.learn(0.2, 100);
    assertThat(noise.of(400), closeTo(0.05, EXACT));
    assertThat(noise.callsFor(0.05), closeTo(400, EXACT));
  }

  @Test
  void noNumberOfCallsIsExact() {
    noise.learn(0.2, 100);
    assertThat(noise.of(1_000_000), closeTo(0.005, EXACT));
  }

  @Test
  void anOutlierCountsAsNineTimesTheUsualAndALittle() {
    noise.learn(0.4, 100);
    noise.learn(4, 100);
    double variancePerCall = (4 + 9 * 4 + 0.01) / 2;
    assertThat(noise.callsFor(1), closeTo(variancePerCall, EXACT));
  }
}
