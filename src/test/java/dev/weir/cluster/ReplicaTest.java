package dev.weir.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplicaTest {

  private static final long SECOND = 1_000_000_000;
  private static final long MILLI = 1_000_000;
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final int CAPACITY = 12;

  private final List<ClusterMode> modes = new ArrayList<>();
  private int inside;
  private int waiting;
  private int permits = CAPACITY;
  private long now = 77 * SECOND;

  private final SharedGate gate =
      new SharedGate() {
        @Override
        public String name() {
          return "gate";
        }

        @Override
        public List<LimitLoad> loads() {
          return List.of(new LimitLoad("gate", CAPACITY, inside, waiting, false));
        }

        @Override
        public void share(Map<String, Integer> shares, int replicas) {
          permits = shares.getOrDefault("gate", 0);
        }
      };

  private Replica replica(OnLoss onLoss) {
    ClusterConfig config = new ClusterConfig("cluster", "r1", LEASE, onLoss, 3);
    ClusterObserver observer =
        new ClusterObserver() {
          @Override
          public void changed(ClusterMode before, ClusterLevels after) {
            modes.add(after.mode());
          }
        };
    Replica replica = new Replica(config, observer, () -> 0.5, now);
    replica.add(gate, now);
    return replica;
  }

  private void grant(Replica replica, int granted) {
    replica.claim(now);
    replica.granted(new LeaseReply(3, ClusterMode.LEASED, Map.of("gate", granted)), now);
  }

  /** Lets claims fail as often as they are due, for so long. */
  private void failFor(Replica replica, long nanos) {
    for (long until = now + nanos; now < until; now += 20 * MILLI) {
      if (replica.isDue(now)) {
        replica.claim(now);
        replica.failed(now);
      }
    }
  }

  @Test
  void nothingIsLetInBeforeTheStoreHasReplied() {
    replica(OnLoss.SAFE);
    assertThat(permits, is(0));
  }

  @Test
  void aGrantIsInForceAtOnce() {
    grant(replica(OnLoss.SAFE), 7);
    assertThat(permits, is(7));
  }

  @Test
  void aReplicaThatWasPausedLetsNoneInOnWaking() {
    Replica replica = replica(OnLoss.SAFE);
    grant(replica, 7);
    now += 60 * SECOND;
    replica.check(now);
    assertThat(permits, is(0));
  }

  @Test
  void aPausedReplicaWithoutAStoreHasNothingYet() {
    Replica replica = replica(OnLoss.SAFE);
    grant(replica, 7);
    now += 60 * SECOND;
    replica.claim(now);
    replica.failed(now);
    assertThat(permits, is(0));
    assertThat(modes, contains(ClusterMode.LEASED, ClusterMode.CLOSED, ClusterMode.SAFE));
  }

  @ParameterizedTest
  @EnumSource(names = {"SAFE", "LAST"})
  void aPauseEndsTheShareWithoutALease(OnLoss onLoss) {
    Replica replica = replica(onLoss);
    grant(replica, 4);
    failFor(replica, 20 * SECOND);
    assertThat(permits, is(4));
    now += 5 * SECOND;
    replica.check(now);
    assertThat(permits, is(0));
  }

  @Test
  void aReplyThatComesAfterTheLeaseIsOverIsOfNoUse() {
    Replica replica = replica(OnLoss.SAFE);
    replica.claim(now);
    now += 60 * SECOND;
    replica.granted(new LeaseReply(3, ClusterMode.LEASED, Map.of("gate", 7)), now);
    assertThat(permits, is(0));
  }

  @Test
  void aLeaseIsOverATenthEarly() {
    Replica replica = replica(OnLoss.CLOSED);
    grant(replica, 7);
    now += 4_500 * MILLI - 1;
    replica.check(now);
    assertThat(permits, is(7));
    now += 1;
    replica.check(now);
    assertThat(permits, is(0));
  }

  @Test
  void aReplicaWithTooMuchShrinksToItsSafeShare() {
    Replica replica = replica(OnLoss.SAFE);
    grant(replica, 7);
    failFor(replica, 5 * SECOND);
    assertThat(permits, is(CAPACITY / 3));
  }

  @Test
  void aReplicaGrowsToItsSafeShareWhenAllLeasesAreOver() {
    Replica replica = replica(OnLoss.SAFE);
    grant(replica, 1);
    failFor(replica, 10 * SECOND);
    assertThat(permits, is(1));
    failFor(replica, 3 * SECOND);
    assertThat(permits, is(CAPACITY / 3));
  }

  @Test
  void failuresBeforeAPauseDoNotCountAfterIt() {
    Replica replica = replica(OnLoss.SAFE);
    grant(replica, 1);
    failFor(replica, 2 * SECOND);
    now += 60 * SECOND;
    failFor(replica, 9 * SECOND);
    assertThat(permits, is(0));
  }

  @Test
  void theLastShareStaysWhereThatIsWanted() {
    Replica replica = replica(OnLoss.LAST);
    grant(replica, 7);
    failFor(replica, 60 * SECOND);
    assertThat(permits, is(7));
  }

  @Test
  void aReplicaThatBeginsWithoutAStoreIsSafeAtOnce() {
    Replica replica = replica(OnLoss.SAFE);
    replica.claim(now);
    replica.failed(now);
    assertThat(permits, is(CAPACITY / 3));
  }

  @Test
  void aStoreThatLearnsDoesNotMakeTheSafeShareLarger() {
    Replica replica = replica(OnLoss.SAFE);
    grant(replica, 12);
    replica.claim(now);
    replica.granted(new LeaseReply(1, ClusterMode.LEARNING, Map.of("gate", 12)), now);
    failFor(replica, 5 * SECOND);
    assertThat(permits, is(CAPACITY / 3));
  }

  @Test
  void aStoppedReplicaLetsNothingInByALateReply() {
    Replica replica = replica(OnLoss.SAFE);
    replica.claim(now);
    replica.stop();
    replica.granted(new LeaseReply(3, ClusterMode.LEASED, Map.of("gate", 7)), now);
    assertThat(permits, is(0));
  }

  @Test
  void aReplicaAtRestCallsTwiceASecondAtMost() {
    assertThat(callsIn(replica(OnLoss.SAFE), 60), is(lessThanOrEqualTo(120)));
  }

  @Test
  void aLineAsksAtOnceAndLessOftenWhileItGetsNothing() {
    Replica replica = replica(OnLoss.SAFE);
    grant(replica, 1);
    inside = 1;
    waiting = 3;
    now += 20 * MILLI;
    assertThat(replica.isDue(now), is(true));
    assertThat(callsIn(replica, 10), is(lessThanOrEqualTo(110)));
  }

  /** Counts the claims of so many seconds that are granted what was there before. */
  private int callsIn(Replica replica, int seconds) {
    int calls = 0;
    for (long until = now + seconds * SECOND; now < until; now += 5 * MILLI) {
      if (replica.isDue(now)) {
        grant(replica, permits);
        calls++;
      }
    }
    return calls;
  }
}
