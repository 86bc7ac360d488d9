package dev.weir.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class UpstreamTest {

  private static final Duration MEAN = Duration.ofSeconds(2);

  @Test
  void callsOfAPathTakeTheSameUnlessTheyVary() {
    assertThat(new Upstream.Path("/", MEAN, 0).draw(new Random(1)), is(MEAN));
  }

  @Test
  void callsThatVaryTakeTheMeanOnAverageAndMostOfThemLess() {
    Upstream.Path path = new Upstream.Path("/", MEAN, 0.6);
    Random random = new Random(1);
    double[] seconds =
        DoubleStream.generate(() -> path.draw(random).toNanos() / 1e9).limit(20_000).toArray();
    assertThat(DoubleStream.of(seconds).average().orElseThrow(), is(closeTo(2, 0.05)));
    assertThat(
        DoubleStream.of(seconds).filter(each -> each < 2).count(),
        is(greaterThan(seconds.length / 2L)));
  }
}
