package dev.weir.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.audit.AuditedGate;
import dev.weir.gate.audit.Auditor;
import dev.weir.gate.audit.Violation;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the audit finds in the running process is counted, look by look. */
class LiveAuditTest {

  private final AtomicInteger ghosts = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private final WeirMetrics metrics = new WeirMetrics("test");

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

  private double counted(Violation violation) {
    return metrics.registry().scrape().stream()
        .filter(metric -> metric.getMetadata().getName().equals("weir_invariant_violations"))
        .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
        .filter(series -> violation.label().equals(series.getLabels().get("invariant")))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private void lookThreeTimes() {
    int before = looks.get();
    Eventually.until(() -> looks.get() >= before + 3);
  }

  @Test
  @SuppressWarnings("try")
  void aBrokenLawIsCountedForAsLongAsItLasts() {
    Auditor auditor = new Auditor(new AuditedGate(new HauntedGate()), System::nanoTime);
    try (LiveAudit audit = new LiveAudit(auditor, metrics.gate()::violated)) {
      ghosts.set(1);
      lookThreeTimes();
      assertThat(counted(Violation.PERMIT_LOST), is(greaterThanOrEqualTo(1.0)));
      ghosts.set(0);
      lookThreeTimes();
      double soFar = counted(Violation.PERMIT_LOST);
      lookThreeTimes();
      assertThat(counted(Violation.PERMIT_LOST), is(soFar));
      assertThat(counted(Violation.OUT_OF_BOUNDS), is(0.0));
    }
  }
}
