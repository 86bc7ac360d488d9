package dev.weir.time;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.Budget;
import dev.weir.time.Timeouts.Timeout;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An owner schedules and cancels one timeout beside the thread that looks: whatever is due at the
 * next look expires, once. Lincheck chooses each switch between the two.
 */
@Tag("lincheck")
class TimeoutsLincheckTest {

  /** The clock stands, so that what is due is so at once. */
  public static class OneTimeout {

    private int scheduled;
    private int expired;
    private final Timeouts timeouts = new Timeouts(() -> 0, Runnable::run);
    private final Timeout timeout = timeouts.add(() -> expired++);

    /** From the first round on the owner puts what is due soon into the queue. */
    public OneTimeout() {
      timeouts.look();
    }

    @Operation(nonParallelGroup = "owner")
    public void scheduleNow() {
      scheduled++;
      timeout.schedule(Duration.ZERO);
    }

    @Operation(nonParallelGroup = "owner")
    public void scheduleAfterTheNextRound() {
      timeout.schedule(Duration.ofHours(1));
    }

    @Operation(nonParallelGroup = "owner")
    public boolean cancel() {
      return timeout.cancel();
    }

    /** May miss what is being scheduled, and then the owner wakes the thread for another look. */
    @Operation(nonParallelGroup = "thread")
    public void look() {
      timeouts.look();
    }

    @Validate
    public void whatIsDueHasExpiredOnce() {
      timeouts.look();
      assertThat(timeout.dueNanos(), is(greaterThan(0L)));
      assertThat(expired, is(lessThanOrEqualTo(scheduled)));
    }
  }

  @Test
  void whatIsDueExpiresOnceInEveryInterleaving() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(0)
        .actorsAfter(0)
        .iterations(Budget.rounds(10, 200))
        .invocationsPerIteration(Budget.rounds(400, 3000))
        .addGuarantee(theSetOfAllIsSafe())
        .check(OneTimeout.class);
  }

  /** How its only entry is found depends on a hash that is another one each time. */
  private static ManagedStrategyGuarantee theSetOfAllIsSafe() {
    return ManagedStrategyGuaranteeKt.forClasses(
            name -> name.startsWith("java.util.concurrent.ConcurrentHashMap"))
        .allMethods()
        .ignore();
  }
}
