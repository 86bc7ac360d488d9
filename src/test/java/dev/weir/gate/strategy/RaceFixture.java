package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.FOREVER;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Partition;
import dev.weir.gate.Permit;
import dev.weir.gate.Sharing;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A gate with one permit, which is out, and room for one; and what can be done to it at once. One
 * run of a {@link Race} takes place in it.
 *
 * <p>A gate in partitions has more of both, and all come to one that has one permit and one place:
 * within its bounds that is a gate like the others.
 */
final class RaceFixture {

  private static final Partition ONE_PERMIT = new Partition("one permit", 1, 1, 0);

  /** How many more permits the gate has than there are for these arrivals. */
  private final int others;

  private final Gate gate;
  private final LongSupplier nanoTime;
  private final long shortWaitNanos;
  private final Permit first;
  private final AtomicReference<@Nullable Admission> visit = new AtomicReference<>();
  private final AtomicReference<@Nullable Admission> overtaking = new AtomicReference<>();
  private final AtomicReference<@Nullable Thread> visitor = new AtomicReference<>();

  /** A short wait is one that can be over while others do something. */
  RaceFixture(String strategy, LongSupplier nanoTime, long shortWaitNanos) {
    this.nanoTime = nanoTime;
    this.shortWaitNanos = shortWaitNanos;
    others = UsualStrategies.inPartitions(strategy) ? 1 : 0;
    GateLimits limits = new GateLimits(1 + others, 1 + others, FOREVER);
    gate = patient(strategy, limits, shortWaitNanos).open(GateObserver.NONE, nanoTime);
    first = ((Admitted) gate.enter(from("first"))).permit();
  }

  /** No arrival is shed for what is foreseen, or for want of a token. */
  private static Strategy patient(String strategy, GateLimits limits, long shortWaitNanos) {
    return UsualStrategies.asNamed(
        strategy,
        switch (UsualStrategies.kind(strategy)) {
          case "wait-then-shed" -> new WaitThenShed(limits, false);
          case "token-bucket" -> new TokenBucket(1, 1_000);
          case "leaky-bucket" ->
              new LeakyBucket(1e9 / shortWaitNanos, limits.waitingRoom(), limits.maxWait());
          case "priority" ->
              new PriorityShedding(limits, false, Sharing.NONE, UsualStrategies.SHARES, 0.75);
          case "adaptive" -> new Adaptive(limits, false, Sharing.NONE, 1, 1_000);
          default -> UsualStrategies.named(strategy, limits);
        },
        List.of(ONE_PERMIT));
  }

  /** The visitor enters, and waits for as long as it takes. */
  void visit() {
    visit.set(gate.enter(from("visitor")));
  }

  /** The visitor enters, and waits for a short time. */
  void visitShortly() {
    visit.set(enterShortly("visitor"));
  }

  /** A newcomer, which has no right to a permit before the visitor has gone. */
  void overtake() {
    Admission admission = enterShortly("newcomer");
    if (admission instanceof Admitted) {
      overtaking.set(admission);
    }
  }

  void release() {
    first.close();
  }

  void close() {
    gate.close();
  }

  void resize(int permits) {
    ((PermitGate) gate).semaphore.resize(permits + others);
  }

  void visitorIs(Thread thread) {
    visitor.set(thread);
  }

  void interruptVisitor() {
    Thread thread = visitor.get();
    if (thread != null) {
      thread.interrupt();
    }
  }

  void awaitVisitorInLine() {
    while (gate.levels().waiting() == 0) {
      Thread.onSpinWait();
    }
  }

  /**
   * When all is over: checks that none is inside but a visitor that was admitted, and none when
   * that has left.
   *
   * @return the reply that the visitor got
   */
  Reply settle() {
    Admission admission = visit.get();
    if (admission == null || overtaking.get() != null) {
      throw new AssertionError("the visitor got no reply, or was overtaken");
    }
    release();
    if (admission instanceof Admitted admitted) {
      expectInside(1);
      admitted.permit().close();
    }
    expectInside(0);
    return Reply.by(admission);
  }

  private void expectInside(int inside) {
    GateLevels now = gate.levels();
    if (now.inside() != inside || now.waiting() != 0) {
      throw new AssertionError("inside should be " + inside + ", and none wait, but: " + now);
    }
  }

  private Admission enterShortly(String caller) {
    return gate.enter(from(caller).withDeadline(nanoTime.getAsLong() + shortWaitNanos));
  }

  private static Arrival from(String caller) {
    return Arrival.from(caller).in(ONE_PERMIT);
  }
}
