package dev.weir.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.strategy.UpdatableGate;
import dev.weir.gate.strategy.WaitThenShed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The thread, the gate and a store that does as it is told. */
class ClusterTest {

  private static final ClusterConfig CONFIG =
      new ClusterConfig("cluster", "r1", Duration.ofSeconds(5), OnLoss.SAFE, 3);
  private static final WaitThenShed WHOLE =
      new WaitThenShed(new GateLimits(12, 12, Duration.ofMinutes(5)), false);

  private final AtomicLong nowNanos = new AtomicLong();
  private final AtomicInteger granted = new AtomicInteger(2);
  private final AtomicBoolean hangs = new AtomicBoolean();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private final LeaseStore store =
      new LeaseStore() {
        @Override
        public LeaseReply renew(LeaseClaim claim) throws LeaseStoreException {
          calls.incrementAndGet();
          if (hangs.get()) {
            hang();
          }
          return new LeaseReply(3, ClusterMode.LEASED, Map.of("gate", granted.get()));
        }

        @Override
        public void close() {}
      };

  private final Cluster cluster =
      new Cluster(CONFIG, store, new ClusterObserver() {}, nowNanos::get);
  private final UpdatableGate gate =
      cluster.share("gate", WHOLE, WHOLE.open(GateObserver.NONE, nowNanos::get));

  private void hang() throws LeaseStoreException {
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new LeaseStoreException("interrupted", e);
    }
  }

  @AfterEach
  void close() {
    goOn.countDown();
    gate.close();
    cluster.close();
    threads.shutdownNow();
  }

  private void startAndLease() {
    cluster.start();
    Eventually.until(() -> gate.levels().limits().permits() == granted.get());
  }

  private Admission enter() {
    return gate.enter(Arrival.from("client"));
  }

  private CompletableFuture<Admission> entering() {
    return CompletableFuture.supplyAsync(this::enter, threads);
  }

  private void awaitWaiting(int waiting) {
    Eventually.until(() -> gate.levels().waiting() == waiting);
  }

  @Test
  void theGateHasTheShareOfTheReplica() {
    startAndLease();
    assertThat(gate.levels().limits().permits(), is(2));
    assertThat(gate.mostPermits(), is(12));
    assertThat(cluster.levels().mode(), is(ClusterMode.LEASED));
  }

  @Test
  void aRequestThatWaitsBeforeTheFirstReplyIsLetInByIt() {
    CompletableFuture<Admission> first = entering();
    awaitWaiting(1);
    cluster.start();
    assertThat(first.orTimeout(60, SECONDS).join(), is(instanceOf(Admitted.class)));
  }

  @Test
  void aRequestAfterTheEndOfTheLeaseIsNotLetIn() {
    startAndLease();
    hangs.set(true);
    Eventually.until(() -> calls.get() > 1 || advance(Duration.ofMillis(200)));
    nowNanos.addAndGet(Duration.ofMinutes(1).toNanos());
    CompletableFuture<Admission> late = entering();
    awaitWaiting(1);
    assertThat(gate.levels().limits().permits(), is(0));
    assertThat(late.isDone(), is(false));
  }

  private boolean advance(Duration some) {
    nowNanos.addAndGet(some.toNanos());
    return false;
  }

  @Test
  void aPermitThatComesBackAfterTheLeaseLetsNoneIn() {
    startAndLease();
    Admitted first = (Admitted) enter();
    enter();
    CompletableFuture<Admission> third = entering();
    awaitWaiting(1);
    hangs.set(true);
    nowNanos.addAndGet(Duration.ofMinutes(1).toNanos());
    first.permit().close();
    assertThat(gate.levels().inside(), is(1));
    assertThat(third.isDone(), is(false));
  }

  @Test
  void aHungStoreDoesNotHoldUpTheClose() {
    startAndLease();
    hangs.set(true);
    Eventually.until(() -> calls.get() > 1 || advance(Duration.ofMillis(200)));
    cluster.close();
    CompletableFuture<Admission> late = entering();
    awaitWaiting(1);
    gate.close();
    assertThat(late.orTimeout(60, SECONDS).join(), is(instanceOf(Shed.class)));
  }

  @Test
  void anUpdateHasTheSameShareOfOtherLimits() {
    startAndLease();
    gate.update(new WaitThenShed(new GateLimits(24, 24, Duration.ofMinutes(5)), false));
    assertThat(gate.levels().limits().waitingRoom(), is(8));
    assertThat(gate.mostPermits(), is(24));
  }
}
