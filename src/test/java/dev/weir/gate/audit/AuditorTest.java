package dev.weir.gate.audit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A gate with two permits and a room of three, which says of itself what a test wants. */
class AuditorTest {

  private static final long LONG_ENOUGH_NANOS = Auditor.STRANDED_AFTER.toNanos();

  private long nowNanos = Duration.ofHours(1).toNanos();
  private int inside;
  private int waiting;
  private int surplus;
  private final Auditor auditor = new Auditor(new AuditedGate(new Claimant()), () -> nowNanos);

  private final class Claimant implements Gate {
    @Override
    public Admission enter(Arrival arrival) {
      throw new AssertionError("no request comes");
    }

    @Override
    public GateLevels levels() {
      return new GateLevels(new GateLimits(2, 3, Duration.ZERO), inside, waiting, 0, surplus);
    }

    @Override
    public void close() {}
  }

  private boolean finds(Violation violation) {
    return auditor.look().violations().contains(violation);
  }

  private boolean isOutOfBounds(int insideNow, int waitingNow) {
    inside = insideNow;
    waiting = waitingNow;
    return finds(Violation.OUT_OF_BOUNDS);
  }

  @Test
  void aWaiterBesideAFreePermitIsStrandedAfterAWhile() {
    inside = 1;
    waiting = 1;
    assertThat(finds(Violation.STRANDED_WAITER), is(false));
    nowNanos += LONG_ENOUGH_NANOS;
    assertThat(finds(Violation.STRANDED_WAITER), is(false));
    nowNanos++;
    assertThat(finds(Violation.STRANDED_WAITER), is(true));
  }

  @Test
  void aWaiterIsNotStrandedWhileAllPermitsAreOut() {
    inside = 2;
    waiting = 1;
    assertThat(auditor.look().violations(), not(hasItem(Violation.STRANDED_WAITER)));
    nowNanos += 2 * LONG_ENOUGH_NANOS;
    assertThat(finds(Violation.STRANDED_WAITER), is(false));
  }

  @Test
  void timeBesideAFreePermitIsNotAddedUp() {
    waiting = 1;
    assertThat(finds(Violation.STRANDED_WAITER), is(false));
    nowNanos += LONG_ENOUGH_NANOS;
    waiting = 0;
    assertThat(finds(Violation.STRANDED_WAITER), is(false));
    waiting = 1;
    nowNanos++;
    assertThat(finds(Violation.STRANDED_WAITER), is(false));
  }

  @Test
  void theLimitsThemselvesAreWithinBounds() {
    assertThat(isOutOfBounds(2, 3), is(false));
    assertThat(isOutOfBounds(0, 0), is(false));
  }

  @Test
  void thoseThatWereInsideBeforeALowerLimitAreWithinBounds() {
    surplus = 2;
    assertThat(isOutOfBounds(4, 0), is(false));
    assertThat(isOutOfBounds(5, 0), is(true));
  }

  @Test
  void oneMoreThanTheLimitsOrFewerThanNoneIsOutOfBounds() {
    assertThat(isOutOfBounds(3, 0), is(true));
    assertThat(isOutOfBounds(2, 4), is(true));
    assertThat(isOutOfBounds(-1, 0), is(true));
    assertThat(isOutOfBounds(0, -1), is(true));
  }
}
