package dev.weir.time;

import dev.weir.Budget;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
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

    private int expired;
    private final Timeouts timeouts = new Timeouts(() -> 0, Runnable::run);
    private final Timeout timeout = timeouts.add(() -> expired++);

    @Operation(nonParallelGroup = "owner")
    public void scheduleNow() {
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

    @Operation(nonParallelGroup = "thread")
    public int look() {
      timeouts.look();
      return expired;
    }
  }

  @Test
  void whatIsDueExpiresOnceInEveryInterleaving() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .iterations(Budget.rounds(20, 200))
        .invocationsPerIteration(Budget.rounds(300, 3000))
        .check(OneTimeout.class);
  }
}
