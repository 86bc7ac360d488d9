package dev.weir.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the script promises, and the model of it. */
abstract class LeaseStoreContract {

  private static final long LEASE_MILLIS = 5_000;
  private static final int CAPACITY = 12;

  private final Map<String, Long> sequences = new HashMap<>();
  private ScriptedStore store;
  private long nowMillis;
  private String run;

  /** Returns a store without any memory. */
  abstract ScriptedStore withoutMemory();

  @BeforeEach
  void theStoreHasLearned() {
    store = withoutMemory();
    nowMillis = 1_700_000_000_000L;
    run = "a";
    learn();
  }

  private void learn() {
    claim("r0", 0, 0, 0);
    pass(LEASE_MILLIS - 1_000);
    leave("r0", 0);
    pass(1_000);
  }

  private void pass(long millis) {
    nowMillis += millis;
  }

  private List<Long> run(
      String replica, int capacity, int wants, int permits, int inside, boolean leaving) {
    ClusterConfig config =
        new ClusterConfig("contract", replica, Duration.ofMillis(LEASE_MILLIS), OnLoss.SAFE, 3);
    LeaseClaim.Share share = new LeaseClaim.Share("gate", capacity, wants, permits, inside);
    long sequence = sequences.merge(replica, 1L, Long::sum);
    return store.run(new LeaseClaim(config, sequence, List.of(share), leaving), nowMillis, run);
  }

  /** Returns what is granted to a replica, 20 ms after the last claim. */
  private long claim(String replica, int wants, int permits, int inside) {
    pass(20);
    return run(replica, CAPACITY, wants, permits, inside, false).get(2);
  }

  private long leave(String replica, int inside) {
    return run(replica, CAPACITY, 0, 0, inside, true).get(2);
  }

  @Test
  void aLoneReplicaGetsAllThatItWants() {
    assertThat(claim("r1", 12, 0, 0), is(12L));
  }

  @Test
  void nothingIsGrantedThatAnotherReplicaHolds() {
    claim("r1", 12, 0, 0);
    assertThat(claim("r2", 12, 0, 0), is(0L));
  }

  @Test
  void whatIsStillInsideIsHeld() {
    claim("r1", 12, 0, 0);
    claim("r2", 12, 0, 0);
    assertThat(claim("r1", 12, 12, 12), is(6L));
    claim("r1", 12, 6, 9);
    assertThat(claim("r2", 12, 0, 0), is(3L));
  }

  @Test
  void theSharesAreMaxMinFair() {
    claim("r1", 2, 0, 0);
    claim("r2", 12, 0, 0);
    claim("r3", 12, 0, 0);
    claim("r2", 12, 10, 0);
    claim("r2", 12, 5, 0);
    assertThat(claim("r1", 2, 2, 2), is(2L));
    assertThat(claim("r2", 12, 5, 5), is(5L));
    assertThat(claim("r3", 12, 0, 0), is(5L));
  }

  @Test
  void halfOfWhatNoneWantsIsDealtEvenly() {
    claim("r1", 0, 0, 0);
    claim("r2", 0, 0, 0);
    assertThat(claim("r3", 0, 0, 0), is(2L));
    assertThat(claim("r1", 12, 4, 0), is(7L));
  }

  @Test
  void aReplicaWithoutUseHasNothingWhereAllIsWanted() {
    claim("r1", 12, 0, 0);
    assertThat(claim("r2", 0, 0, 0), is(0L));
  }

  @Test
  void replicasTakeTurnsWhereThereAreTooFewPermits() {
    long first = run("r1", 1, 1, 0, 0, false).get(2);
    run("r2", 1, 1, 0, 0, false);
    for (int i = 0; i < 200; i++) {
      pass(100);
      first = run("r1", 1, 1, (int) first, 0, false).get(2);
      if (run("r2", 1, 1, 0, 0, false).get(2) == 1) {
        return;
      }
    }
    throw new AssertionError("r2 never had a turn");
  }

  @Test
  void anOldClaimChangesNothing() {
    claim("r1", 12, 0, 0);
    sequences.put("r1", 0L);
    assertThat(run("r1", CAPACITY, 0, 0, 0, false), is(empty()));
    assertThat(claim("r2", 12, 0, 0), is(0L));
  }

  @Test
  void anEndedLeaseIsFree() {
    claim("r1", 12, 0, 0);
    pass(LEASE_MILLIS / 2);
    claim("r2", 12, 0, 0);
    pass(LEASE_MILLIS / 2);
    assertThat(claim("r2", 12, 0, 0), is(12L));
  }

  @Test
  void whatAReplicaLeavesIsFreeAtOnce() {
    claim("r1", 12, 0, 0);
    claim("r2", 12, 0, 0);
    leave("r1", 2);
    assertThat(claim("r2", 12, 0, 0), is(10L));
  }

  @Test
  void aNewcomerGetsNothingWhileTheStoreLearns() {
    run = "b";
    assertThat(claim("r1", 12, 0, 0), is(0L));
  }

  @Test
  void aHolderKeepsItsShareWhileTheStoreLearns() {
    run = "b";
    assertThat(claim("r1", 12, 8, 8), is(8L));
  }

  @Test
  void theStoreHasLearnedAfterALease() {
    run = "b";
    claim("r1", 12, 8, 8);
    pass(LEASE_MILLIS - 1_000);
    claim("r1", 12, 8, 8);
    pass(1_000);
    assertThat(claim("r1", 12, 8, 8), is(12L));
  }

  @Test
  void aStoreThatNoReplicaCalledForALeaseLearns() {
    claim("r1", 12, 0, 0);
    pass(LEASE_MILLIS + 1);
    assertThat(claim("r2", 12, 0, 0), is(0L));
  }

  @Test
  void aStoreWithoutMemoryLearns() {
    store.forget();
    assertThat(claim("r1", 12, 0, 0), is(0L));
  }

  @Test
  void callsThatOutlivedALeaseGiveNoRightToMore() {
    claim("r1", 6, 0, 0);
    claim("r2", 12, 0, 0);
    pass(LEASE_MILLIS / 2);
    claim("r2", 12, 6, 6);
    pass(LEASE_MILLIS / 2);
    assertThat(claim("r2", 12, 6, 6), is(12L));
    assertThat(claim("r1", 6, 0, 6), is(0L));
  }

  @Test
  void aReplicaWithTooMuchPushesNoneBelowItsShare() {
    claim("r1", 12, 0, 0);
    claim("r2", 12, 6, 6);
    assertThat(claim("r1", 12, 12, 12), is(6L));
    assertThat(claim("r1", 12, 6, 6), is(6L));
  }

  @Test
  void theLowestCapacityCounts() {
    run("r1", 4, 4, 0, 0, false);
    pass(100);
    run("r2", CAPACITY, 12, 0, 0, false);
    assertThat(run("r2", CAPACITY, 12, 0, 0, false).get(2), is(lessThan(5L)));
  }
}
