package dev.weir.gate.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.Budget;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.audit.Auditor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A gate in an {@link UpdateStorm}: for two seconds in every build, and for a minute in a long run.
 */
@Timeout(600)
class UpdateStressTest {

  private static final int CHANGES = Budget.rounds(200, 6_000);

  @Test
  void losesAndDoublesNoneWhileLimitsAndStrategiesChange() throws InterruptedException {
    UpdateStorm storm = new UpdateStorm(UpdateStorm.BOUNDED);
    losesAndDoublesNone(storm);
    assertThat("inside", storm.mostInside.get(), lessThanOrEqualTo(UpdateStorm.MOST_PERMITS));
  }

  @Test
  void losesAndDoublesNoneWhereAllAreAdmittedAtTimes() throws InterruptedException {
    losesAndDoublesNone(new UpdateStorm(UpdateStorm.ALL));
  }

  private static void losesAndDoublesNone(UpdateStorm storm) throws InterruptedException {
    Auditor.Finding last = storm.run(CHANGES);
    assertThat(last.violations(), empty());
    assertThat("lost permits", last.levels().inside(), is(0));
    assertThat("left behind", last.levels().waiting(), is(0));
    assertThat("still present", last.present(), is(0L));
    assertThat("still holding", last.holding(), is(0L));
    assertThat("decisions", storm.decisions.sum(), is(storm.arrivals.sum()));
    for (PartitionLevels each : storm.gate().partitions()) {
      assertThat(each, is(new PartitionLevels(each.partition(), 0, 0)));
    }
    System.out.printf("%d changes: %d arrivals, 0 lost%n", CHANGES, storm.arrivals.sum());
  }
}
