package dev.weir.lab.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.lab.page.Results.Pair;
import dev.weir.lab.page.Results.Point;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PlotsTest {

  private static OptionalDouble referenceIfOffered(double perSecond) {
    Point point =
        new Point(
            1,
            perSecond,
            perSecond,
            0,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            0,
            0,
            OptionalDouble.empty());
    Pair pair =
        new Pair(
            "bimodal",
            "adaptive",
            SampleResults.summary(1, OptionalDouble.empty()),
            List.of(point),
            List.of(),
            List.of(),
            List.of());
    return Plots.of(Scene.of("bimodal"), SampleResults.of(pair)).getFirst().reference();
  }

  @Test
  void theCapacityIsDrawnIfTheLoadComesNearIt() {
    assertThat(referenceIfOffered(320), is(OptionalDouble.of(400)));
    assertThat(referenceIfOffered(60), is(OptionalDouble.empty()));
  }
}
