package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;
import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.GateLimits;
import dev.weir.gate.strategy.GateHarness.Visitor;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Races, run often, at every gate with permits and a line: whatever the interleaving, no permit is
 * lost.
 */
class GateStressTest {

  private static final int ROUNDS = 1_000;

  static Stream<String> strategies() {
    return GateContractTest.withPermitsAndLine();
  }

  /** A gate with one permit. */
  private static GateHarness gate(String strategy, int room) {
    return GateContractTest.gate(strategy, new GateLimits(1, room, FOREVER), 1);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aReleaseThatRacesWithAnArrivalIsNeverMissed(String strategy) {
    GateHarness harness = gate(strategy, 1);
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

  @ParameterizedTest
  @MethodSource("strategies")
  void aGrantThatRacesWithATimeOutLosesNoPermit(String strategy) {
    GateHarness harness = gate(strategy, 1);
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

  @ParameterizedTest
  @MethodSource("strategies")
  void aGrantThatRacesWithAnInterruptLosesNoPermit(String strategy) {
    GateHarness harness = gate(strategy, 1);
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

  @ParameterizedTest
  @MethodSource("strategies")
  void aGrantThatRacesWithTheCloseOfTheGateLosesNoPermit(String strategy) {
    for (int round = 0; round < ROUNDS; round++) {
      GateHarness harness = gate(strategy, 2).fill();
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
