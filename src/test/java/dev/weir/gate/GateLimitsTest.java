package dev.weir.gate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.edge.Outcome;
import dev.weir.gate.Arrival.Priority;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of the limits, and the small values beside them. */
class GateLimitsTest {

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 0, 0", "1000000, 1000000, 4611686018427387903"})
  void theLeastAndTheMostAreWithinBounds(int permits, int room, long maxWaitNanos) {
    GateLimits limits = new GateLimits(permits, room, Duration.ofNanos(maxWaitNanos));
    assertThat(limits.withPermits(7), is(new GateLimits(7, room, limits.maxWait())));
  }

  @Test
  void permitsAndRoomMayHaveNoBound() {
    GateLimits limits =
        new GateLimits(GateLimits.UNBOUNDED, GateLimits.UNBOUNDED, GateLimits.UNBOUNDED_WAIT);
    assertThat(limits.withPermits(7).waitingRoom(), is(GateLimits.UNBOUNDED));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0",
    "1000001, 0, 0",
    "1, -1, 0",
    "1, 1000001, 0",
    "1, 0, -1",
    "1, 0, 4611686018427387904"
  })
  void whatIsBeyondThemIsRefused(int permits, int room, long maxWaitNanos) {
    Duration maxWait = Duration.ofNanos(maxWaitNanos);
    assertThrows(
        IllegalArgumentException.class, () -> new GateLimits(permits, room, maxWait).permits());
  }

  @ParameterizedTest
  @CsvSource({"0, 0, true", "1, 0, false", "0, 1, false"})
  void aGateIsAtRestWhenNoneIsInsideOrWaits(int inside, int waiting, boolean atRest) {
    GateLimits limits = new GateLimits(1, 1, Duration.ZERO);
    assertThat(new GateLevels(limits, inside, waiting).atRest(), is(atRest));
  }

  @Test
  void anArrivalIsNormalAndInNoHurryUnlessItSaysSo() {
    assertThat(Arrival.from("a"), is(new Arrival(Priority.NORMAL, "a", OptionalLong.empty())));
    assertThat(Arrival.from("a").withDeadline(7).deadlineNanos(), is(OptionalLong.of(7)));
  }

  @Test
  void labelsAreTheNamesInLowerCase() {
    assertThat(ShedReason.WAIT_TIMEOUT.label(), is("wait_timeout"));
    assertThat(Outcome.SERVED.label(), is("served"));
  }
}
