package dev.weir.admission.strategy;

import static dev.weir.admission.strategy.GateHarness.FOREVER;
import static dev.weir.admission.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.weir.admission.Admission;
import dev.weir.admission.Admission.Admitted;
import dev.weir.admission.strategy.GateHarness.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Races, run often: whatever the interleaving, no permit is lost and no bound is passed. */
@Timeout(60)
class WaitThenShedStressTest {

  private static final int ROUNDS = 3_000;

  @Test
  void neverMoreInsideThanPermitsNorMoreWaitingThanTheRoomHolds() {
    GateHarness harness = new GateHarness("wait-then-shed", 3, 5, Duration.ofMillis(1));
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger mostInside = new AtomicInteger();
    AtomicInteger mostWaiting = new AtomicInteger();
    List<Thread> crowd = new ArrayList<>();
    for (int visitor = 0; visitor < 32; visitor++) {
      crowd.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int round = 0; round < ROUNDS; round++) {
                      mostWaiting.accumulateAndGet(harness.gate.levels().waiting(), Math::max);
                      if (harness.enter() instanceof Admitted admitted) {
                        mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(1);
                        inside.decrementAndGet();
                        admitted.permit().close();
                      }
                    }
                  }));
    }
    crowd.forEach(WaitThenShedStressTest::join);
    assertThat(mostInside.get(), lessThanOrEqualTo(3));
    assertThat(mostWaiting.get(), lessThanOrEqualTo(5));
    harness.assertAtRest();
  }

  @Test
  void aReleaseThatRacesWithAnArrivalIsNeverMissed() {
    GateHarness harness = new GateHarness("wait-then-shed", 1, 1, FOREVER);
    AtomicInteger round = new AtomicInteger();
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int mine = 1; mine <= 50 * ROUNDS; mine++) {
                    awaitRound(round, mine);
                    leave(harness.enter());
                  }
                });
    for (int mine = 1; mine <= 50 * ROUNDS; mine++) {
      Admission admission = harness.enter();
      round.set(mine);
      spin(mine % 400);
      leave(admission);
    }
    join(other);
    harness.assertAtRest();
  }

  private static void awaitRound(AtomicInteger round, int mine) {
    while (round.get() < mine) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aGrantThatRacesWithATimeOutLosesNoPermit() {
    GateHarness harness = new GateHarness("wait-then-shed", 1, 1, FOREVER);
    for (int round = 0; round < ROUNDS; round++) {
      harness.fill();
      long patience = ThreadLocalRandom.current().nextLong(1, 200_000);
      Visitor visitor = harness.visit(SOMEBODY.withDeadline(System.nanoTime() + patience));
      spin(ThreadLocalRandom.current().nextLong(200_000));
      harness.releaseOne();
      leave(visitor.decided());
      assertThat(harness.gate.levels().atRest(), is(true));
    }
    harness.assertAtRest();
  }

  @Test
  void aGrantThatRacesWithAnInterruptLosesNoPermit() {
    GateHarness harness = new GateHarness("wait-then-shed", 1, 1, FOREVER);
    for (int round = 0; round < ROUNDS; round++) {
      harness.fill();
      Visitor visitor = harness.park();
      Thread interrupter = Thread.ofVirtual().start(visitor.thread()::interrupt);
      harness.releaseOne();
      leave(visitor.decided());
      join(interrupter);
      assertThat(harness.gate.levels().atRest(), is(true));
    }
    harness.assertAtRest();
  }

  @Test
  void aGrantThatRacesWithTheCloseOfTheGateLosesNoPermit() {
    for (int round = 0; round < ROUNDS; round++) {
      GateHarness harness = new GateHarness("wait-then-shed", 1, 2, FOREVER).fill();
      List<Visitor> line = harness.park(2);
      Thread closer = Thread.ofVirtual().start(harness.gate::close);
      harness.releaseOne();
      line.forEach(visitor -> leave(visitor.decided()));
      join(closer);
      harness.assertAtRest();
    }
  }

  private static void leave(Admission admission) {
    if (admission instanceof Admitted admitted) {
      admitted.permit().close();
    }
  }

  private static void spin(long nanos) {
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
