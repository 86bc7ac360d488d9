package dev.weir.gate.audit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.LogLines;
import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the audit finds in the running process is reported, look by look. */
class LiveAuditTest {

  private final AtomicInteger ghosts = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private final Queue<Violation> found = new ConcurrentLinkedQueue<>();
  private final Auditor auditor = new Auditor(new AuditedGate(new HauntedGate()), System::nanoTime);

  /** Counts requests inside that never came. */
  private final class HauntedGate implements Gate {
    @Override
    public Admission enter(Arrival arrival) {
      throw new AssertionError("no request comes");
    }

    @Override
    public GateLevels levels() {
      looks.incrementAndGet();
      return new GateLevels(new GateLimits(4, 4, Duration.ZERO), ghosts.get(), 0);
    }

    @Override
    public void close() {}
  }

  private LiveAudit audit() {
    return new LiveAudit(List.of(new GateWatch("haunted", auditor, found::add)));
  }

  private long counted(Violation violation) {
    return found.stream().filter(violation::equals).count();
  }

  private void lookThreeTimes() {
    int before = looks.get();
    Eventually.until(() -> looks.get() >= before + 3);
  }

  @Test
  @SuppressWarnings("try")
  void aViolationIsReportedForAsLongAsItLasts() {
    try (LiveAudit audit = audit()) {
      ghosts.set(1);
      lookThreeTimes();
      assertThat(counted(Violation.PERMIT_LOST), is(greaterThanOrEqualTo(1L)));
      ghosts.set(0);
      lookThreeTimes();
      long soFar = counted(Violation.PERMIT_LOST);
      lookThreeTimes();
      assertThat(counted(Violation.PERMIT_LOST), is(soFar));
      assertThat(counted(Violation.OUT_OF_BOUNDS), is(0L));
    }
  }

  @Test
  @SuppressWarnings("try")
  void aLineIsLoggedWhenAViolationBeginsAndNotWhileItLasts() {
    try (LogLines log = new LogLines(GateWatch.class);
        LiveAudit audit = audit()) {
      lookThreeTimes();
      assertThat(log.lines(), hasSize(0));
      ghosts.set(1);
      lookThreeTimes();
      assertThat(log.lines(), contains(containsString("a bug in Weir")));
      ghosts.set(0);
      lookThreeTimes();
      ghosts.set(1);
      lookThreeTimes();
      assertThat(log.lines(), hasSize(2));
    }
  }

  @Test
  void anInterruptWhileItClosesIsNotLost() {
    LiveAudit audit = audit();
    Thread.currentThread().interrupt();
    audit.close();
    assertThat(Thread.interrupted(), is(true));
  }
}
