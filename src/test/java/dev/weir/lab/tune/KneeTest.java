package dev.weir.lab.tune;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KneeTest {

  /** A backend with so many workers, each of which serves 50 requests a second. */
  private static DoubleUnaryOperator workers(int count) {
    return permits -> 50 * Math.min(permits, count);
  }

  /** What is measured of a backend that serves so many a second. */
  private static List<Sample> samples(DoubleUnaryOperator perSecond) {
    Ladder ladder = new Ladder(64);
    while (ladder.hasNext()) {
      int permits = ladder.next();
      ladder.measured(new Sample(permits, perSecond.applyAsDouble(permits)));
    }
    return ladder.samples();
  }

  private static List<Sample> noisy(List<Sample> samples, double noise) {
    Random random = new Random(7);
    return samples.stream()
        .map(
            sample ->
                new Sample(
                    sample.permits(), sample.perSecond() * (1 + noise * random.nextGaussian())))
        .toList();
  }

  @Test
  void kneeOfWorkersIsTheirNumber() {
    Knee knee = Knee.of(samples(workers(16)));
    assertThat(knee.permits(), is(closeTo(16, 0.3)));
    assertThat(knee.perSecond(), is(closeTo(800, 15)));
    assertThat(knee.secondsAlone(), is(closeTo(0.02, 0.0005)));
  }

  @Property(tries = 30)
  void kneeOfBackendThatDegradesIsWhereItBegins(
      @ForAll @IntRange(min = 4, max = 30) int capacity,
      @ForAll @DoubleRange(min = 0.8, max = 4) double cost) {
    DoubleUnaryOperator degrading =
        n -> 50 * n / (n <= capacity ? 1 : 1 + cost * (n - capacity) * n / (capacity * capacity));
    assertThat(Knee.of(samples(degrading)).permits(), is(closeTo(capacity, 0.1 * capacity)));
  }

  @Property(tries = 30)
  void kneeOfWideBendIsWhereItsAsymptotesMeet(
      @ForAll @IntRange(min = 4, max = 30) int corner,
      @ForAll @DoubleRange(min = 1, max = 4) double sharpness) {
    DoubleUnaryOperator bend = new Scaling(50, corner, sharpness, 1, 0)::perSecond;
    assertThat(Knee.of(samples(bend)).permits(), is(closeTo(corner, 0.1 * corner)));
  }

  @Test
  void errorGrowsWithTheNoise() {
    List<Sample> samples = samples(workers(16));
    double quiet = Knee.of(noisy(samples, 0.005)).error();
    double loud = Knee.of(noisy(samples, 0.1)).error();
    assertThat(loud, is(greaterThan(2 * quiet)));
  }

  @Test
  void powerFallsOnBothSidesOfTheKnee() {
    List<Sample> samples = samples(workers(16));
    Sample best = Sample.strongest(samples);
    assertThat(best.permits(), is(16));
    assertThat(new Sample(15, 750).power(), is(lessThan(best.power())));
    assertThat(new Sample(17, 800).power(), is(lessThan(best.power())));
  }
}
