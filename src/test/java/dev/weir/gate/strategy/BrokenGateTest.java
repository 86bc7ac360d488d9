package dev.weir.gate.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Permit;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.audit.AuditedGate;
import dev.weir.gate.audit.Auditor;
import dev.weir.gate.audit.Violation;
import dev.weir.gate.queue.FifoDiscipline;
import dev.weir.gate.queue.QueueDiscipline;
import dev.weir.gate.queue.QueueingSemaphore;
import dev.weir.gate.queue.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gates that are broken on purpose: the audit finds each of them, and none that is whole. */
class BrokenGateTest {

  private static final Arrival SOMEBODY = Arrival.from("somebody");
  private static final GateLimits LIMITS = new GateLimits(1, 2, GateHarness.FOREVER);

  private final AtomicLong nanos = new AtomicLong();

  /** A gate of the real parts, but for its line. */
  private AuditedGate gate(QueueDiscipline line) {
    return gate(LIMITS, line);
  }

  private AuditedGate gate(GateLimits limits, QueueDiscipline line) {
    PermitRules rules = new PermitRules(limits, Sharing.NONE);
    return new AuditedGate(
        new PermitGate(
            rules, new QueueingSemaphore(limits, line, nanos::get), GateObserver.NONE, nanos::get));
  }

  /** A waiter that leaves is taken out, and the line says that it was not there. */
  private static final class ForgetfulLine extends FifoDiscipline {
    @Override
    public boolean leave(Waiter waiter) {
      boolean was = super.leave(waiter);
      waiter.shed(ShedReason.WAIT_TIMEOUT);
      return !was;
    }
  }

  /** It always says that none waits. */
  private static final class DeafLine extends FifoDiscipline {
    @Override
    public @Nullable Waiter next(int free) {
      return null;
    }
  }

  private static Permit enter(AuditedGate gate) {
    return ((Admitted) gate.enter(SOMEBODY)).permit();
  }

  private static Thread park(AuditedGate gate) {
    int waiting = gate.levels().waiting();
    Thread thread = Thread.ofVirtual().start(() -> gate.enter(SOMEBODY));
    Eventually.until(() -> gate.levels().waiting() == waiting + 1);
    return thread;
  }

  private Auditor auditor(AuditedGate gate) {
    return new Auditor(gate, nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void aWaiterBesideAFreePermitIsFoundOnceThatHasLasted() {
    AuditedGate gate = gate(new DeafLine());
    Auditor auditor = auditor(gate);
    Permit permit = enter(gate);
    Thread waiter = park(gate);
    permit.close();
    assertThat(auditor.look().violations(), is(empty()));
    pass(Auditor.STRANDED_AFTER);
    assertThat(auditor.look().violations(), is(empty()));
    pass(Duration.ofNanos(1));
    assertThat(auditor.look().violations(), contains(Violation.STRANDED_WAITER));
    waiter.interrupt();
    Eventually.until(() -> gate.levels().waiting() == 0);
    assertThat(auditor.look().violations(), is(empty()));
  }

  @Test
  void aWaiterThatIsCountedAndNotThereIsFound() throws InterruptedException {
    AuditedGate gate = gate(new ForgetfulLine());
    Permit permit = enter(gate);
    Thread waiter = park(gate);
    assertThat(auditor(gate).look().violations(), is(empty()));
    waiter.interrupt();
    waiter.join();
    assertThat(auditor(gate).look().violations(), contains(Violation.PERMIT_LOST));
    permit.close();
  }

  /** What it says of itself is wrong by so many inside and so many waiting. */
  private record MisreportingGate(Gate gate, int inside, int waiting) implements Gate {
    @Override
    public Admission enter(Arrival arrival) {
      return gate.enter(arrival);
    }

    @Override
    public GateLevels levels() {
      GateLevels honest = gate.levels();
      return new GateLevels(LIMITS, honest.inside() + inside, honest.waiting() + waiting);
    }

    @Override
    public void close() {
      gate.close();
    }
  }

  private AuditedGate misreporting(int inside, int waiting) {
    return new AuditedGate(new MisreportingGate(gate(new FifoDiscipline()), inside, waiting));
  }

  @Test
  void levelsOutOfTheirBoundsAreFound() {
    assertThat(found(misreporting(-1, 0)).contains(Violation.OUT_OF_BOUNDS), is(true));
    assertThat(found(misreporting(2, 0)).contains(Violation.OUT_OF_BOUNDS), is(true));
    assertThat(found(misreporting(0, -1)).contains(Violation.OUT_OF_BOUNDS), is(true));
    assertThat(found(misreporting(0, 3)).contains(Violation.OUT_OF_BOUNDS), is(true));
    assertThat(found(misreporting(1, 2)).contains(Violation.OUT_OF_BOUNDS), is(false));
  }

  @Test
  void aPermitThatCameBackTwiceIsFound() {
    AuditedGate gate = misreporting(-1, 0);
    Permit permit = enter(gate);
    assertThat(found(gate), contains(Violation.PERMIT_DOUBLED));
    permit.close();
  }

  private Set<Violation> found(AuditedGate gate) {
    return auditor(gate).look().violations();
  }

  @Test
  void aWaiterForItsMomentAndNotForAPermitIsNotStranded() {
    AuditedGate gate =
        new AuditedGate(
            new LeakyBucket(800, 8, GateHarness.FOREVER).open(GateObserver.NONE, nanos::get));
    Auditor auditor = auditor(gate);
    Permit permit = enter(gate);
    park(gate);
    assertThat(auditor.look().violations(), is(empty()));
    pass(Auditor.STRANDED_AFTER.multipliedBy(2));
    assertThat(auditor.look().violations(), is(empty()));
    gate.close();
    permit.close();
  }

  @Test
  void aWaiterBesideAPermitKeptForOthersIsNotStranded() {
    GateLimits two = new GateLimits(2, 2, GateHarness.FOREVER);
    AuditedGate gate =
        new AuditedGate(
            new PriorityShedding(two, false, Sharing.NONE, Map.of(Priority.CRITICAL, 0.5), 0)
                .open(GateObserver.NONE, nanos::get));
    Auditor auditor = auditor(gate);
    Permit permit = enter(gate);
    park(gate);
    assertThat(auditor.look().violations(), is(empty()));
    pass(Auditor.STRANDED_AFTER.multipliedBy(2));
    assertThat(auditor.look().violations(), is(empty()));
    gate.close();
    permit.close();
  }

  @ParameterizedTest
  @MethodSource("dev.weir.gate.strategy.UsualStrategies#names")
  void aGateThatIsWholeIsFoundSoUnderLoad(String strategy) {
    AuditedGate gate =
        new AuditedGate(
            UsualStrategies.named(strategy, new GateLimits(2, 4, Duration.ofMillis(1)))
                .open(GateObserver.NONE, System::nanoTime));
    Auditor auditor = new Auditor(gate, System::nanoTime);
    List<Thread> crowd =
        Stream.generate(() -> Thread.ofPlatform().start(() -> enterOften(gate))).limit(4).toList();
    while (crowd.stream().anyMatch(Thread::isAlive)) {
      assertThat(auditor.look().violations(), is(empty()));
    }
    assertThat(auditor.look().present(), is(0L));
    assertThat(auditor.look().holding(), is(0L));
  }

  private static void enterOften(AuditedGate gate) {
    for (int visit = 0; visit < 2_000; visit++) {
      Arrival arrival = UsualStrategies.spread(SOMEBODY, visit).costing(1 + visit % 3);
      if (gate.enter(arrival) instanceof Admitted admitted) {
        admitted.permit().costs(1 + visit % 2);
        admitted.permit().close();
      }
    }
  }

  @Test
  void aHeavyArrivalThatIsInsideIsNotLost() {
    GateLimits four = new GateLimits(4, 2, GateHarness.FOREVER);
    AuditedGate gate = gate(four, new FifoDiscipline());
    Permit permit = ((Admitted) gate.enter(SOMEBODY.costing(3))).permit();
    assertThat(found(gate), is(empty()));
    permit.costs(4);
    assertThat(gate.levels().inside(), is(4));
    assertThat(found(gate), is(empty()));
    permit.close();
    permit.costs(2);
    assertThat(auditor(gate).look().present(), is(0L));
    assertThat(auditor(gate).look().holding(), is(0L));
  }

  @Test
  void closingThePermitTwiceIsOneReturn() {
    AuditedGate gate = gate(new FifoDiscipline());
    Permit permit = enter(gate);
    permit.close();
    permit.close();
    assertThat(auditor(gate).look().holding(), is(0L));
    assertThat(auditor(gate).look().present(), is(0L));
  }
}
