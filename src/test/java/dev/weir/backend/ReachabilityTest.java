package dev.weir.backend;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.backend.Reachability.State;
import org.junit.jupiter.api.Test;

class ReachabilityTest {

  private final Reachability reachability = new Reachability("test", "", State.UNKNOWN);

  @Test
  void theLastAttemptDecides() {
    assertThat(reachability.reached(), is(false));
    reachability.succeeds(System.nanoTime());
    assertThat(reachability.reached(), is(true));
    reachability.fails(System.nanoTime(), "refused");
    assertThat(reachability.reached(), is(false));
    reachability.succeeds(System.nanoTime());
    assertThat(reachability.reached(), is(true));
  }

  @Test
  void aSuccessThatBeganBeforeTheFailureIsOlderThanIt() {
    long begunNanos = System.nanoTime() - 1;
    reachability.fails(System.nanoTime(), "refused");
    reachability.succeeds(begunNanos);
    assertThat(reachability.reached(), is(false));
  }

  @Test
  void aFailureThatBeganBeforeTheSuccessIsOlderThanIt() {
    long begunNanos = System.nanoTime() - 1;
    reachability.succeeds(System.nanoTime());
    reachability.fails(begunNanos, "refused");
    assertThat(reachability.reached(), is(true));
  }
}
