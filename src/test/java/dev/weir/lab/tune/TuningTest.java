package dev.weir.lab.tune;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TuningTest {

  private final List<Integer> measured = new ArrayList<>();

  /** A backend with so many workers, which loses a little time for each that waits. */
  private static Sample workers(int count, int permits) {
    double slowdown = permits <= count ? 1 : permits / (double) count * (1 + 0.001 * permits);
    return new Sample(permits, 50 * permits / slowdown);
  }

  private Knee tune(int workers, int most) throws Exception {
    return new Tuning(permits -> workers(workers, permits), most)
        .run(sample -> measured.add(sample.permits()));
  }

  @Test
  void tuningFindsTheKnee() throws Exception {
    assertThat(tune(23, 1024).permits(), is(closeTo(23, 2)));
  }

  @Test
  void tuningClimbsNoFurtherThanIsClear() throws Exception {
    tune(12, 1024);
    assertThat(measured.subList(0, 6), contains(1, 2, 4, 8, 16, 32));
    assertThat(measured.subList(6, measured.size()), everyItem(is(lessThan(32))));
  }

  @Test
  void backendOfOneWorkerHasItsKneeAtOne() throws Exception {
    assertThat(tune(1, 1024).permits(), is(closeTo(1, 0.2)));
  }

  @Test
  void kneeBeyondTheMostIsNotFound() {
    NoKneeException e = assertThrows(NoKneeException.class, () -> tune(500, 100));
    assertThat(e.getMessage(), containsString("up to 100"));
    assertThat(measured, everyItem(is(lessThanOrEqualTo(100))));
  }

  @Test
  void kneeJustBelowTheMostIsFoundWithoutMoreThanThat() throws Exception {
    assertThat(tune(40, 100).permits(), is(closeTo(40, 4)));
    assertThat(measured, everyItem(is(lessThanOrEqualTo(100))));
  }
}
