package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.Reply.CLOSING;
import static dev.weir.gate.strategy.Reply.COME_IN;
import static dev.weir.gate.strategy.Reply.INTERRUPTED;
import static dev.weir.gate.strategy.Reply.NOT_NOW;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A visitor at a gate, what others do there at the same moment, and what may come of it. */
// Nothing that it has is ever changed, but their types don't say so.
@SuppressWarnings("ImmutableEnumChecker")
enum Race {
  GRANT_AND_TIME_OUT(
      Set.of(COME_IN, NOT_NOW), RaceFixture::visitShortly, List.of(RaceFixture::release)) {
    @Override
    Stream<String> strategies() {
      return GateContractTest.withPermitsAndLine();
    }
  },
  GRANT_AND_INTERRUPT(
      Set.of(COME_IN, INTERRUPTED),
      RaceFixture::visit,
      List.of(RaceFixture::release, RaceFixture::interruptVisitor)),
  GRANT_AND_CLOSE(
      Set.of(COME_IN, CLOSING),
      RaceFixture::visit,
      List.of(RaceFixture::release, RaceFixture::close)),
  GRANT_AND_OVERTAKER(
      Set.of(COME_IN), RaceFixture::visit, List.of(RaceFixture::release, RaceFixture::overtake)) {
    @Override
    void ready(RaceFixture fixture) {
      fixture.awaitVisitorInLine();
    }

    @Override
    Stream<String> strategies() {
      return GateContractTest.withPermitsAndLine();
    }
  },
  WAIT_AND_CLOSE(Set.of(CLOSING), RaceFixture::visit, List.of(RaceFixture::close)) {
    @Override
    Stream<String> strategies() {
      return GateContractTest.withPermitsAndLine();
    }
  },
  ENTRY_AND_CLOSE(Set.of(COME_IN, CLOSING), RaceFixture::visit, List.of(RaceFixture::close)) {
    @Override
    void set(RaceFixture fixture) {
      fixture.release();
    }

    @Override
    Stream<String> strategies() {
      return GateContractTest.all();
    }
  },
  RELEASE_TWICE(
      Set.of(COME_IN), RaceFixture::visit, List.of(RaceFixture::release, RaceFixture::release)),
  RELEASE_AND_GROWTH(
      Set.of(COME_IN),
      RaceFixture::visit,
      List.of(RaceFixture::release, fixture -> fixture.resize(2))) {
    @Override
    Stream<String> strategies() {
      return resizable();
    }
  },
  RELEASE_AND_SHRINKING(
      Set.of(COME_IN),
      RaceFixture::visit,
      List.of(RaceFixture::release, fixture -> fixture.resize(1))) {
    @Override
    void set(RaceFixture fixture) {
      fixture.resize(2);
    }

    @Override
    Stream<String> strategies() {
      return resizable();
    }
  };

  /** All replies that the visitor may get. */
  final Set<Reply> outcomes;

  private final Consumer<RaceFixture> visit;
  private final List<Consumer<RaceFixture>> others;

  Race(Set<Reply> outcomes, Consumer<RaceFixture> visit, List<Consumer<RaceFixture>> others) {
    this.outcomes = outcomes;
    this.visit = visit;
    this.others = others;
  }

  /** Returns those at which it can take place. */
  Stream<String> strategies() {
    return GateContractTest.withLine();
  }

  /** Prepares the gate before the threads begin. */
  void set(RaceFixture fixture) {}

  /** Waits for what has to be so before the others come; the visitor is on its way. */
  void ready(RaceFixture fixture) {}

  /** Runs it once, on threads of its own, and returns the reply that the visitor got. */
  Reply run(RaceFixture fixture, ThreadFactory threads) {
    set(fixture);
    Thread visitor = threads.newThread(() -> visit.accept(fixture));
    fixture.visitorIs(visitor);
    List<Thread> rivals =
        others.stream().map(other -> threads.newThread(() -> other.accept(fixture))).toList();
    visitor.start();
    ready(fixture);
    for (Thread rival : rivals) {
      rival.start();
    }
    join(visitor);
    for (Thread rival : rivals) {
      join(rival);
    }
    return fixture.settle();
  }

  private static Stream<String> resizable() {
    return GateContractTest.withPermitsAndLine().filter(GateContractTest::costly);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
