package dev.weir.gate.audit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All that goes through the audited gate reaches the gate behind it, and comes back. */
class AuditedGateTest {

  private static final Arrival ARRIVAL = Arrival.from("somebody");

  private final List<String> heard = new ArrayList<>();
  private final CallerLevels callers = new CallerLevels(3, 0.5);
  private Admission next = new Admitted(new HeardPermit(), 7);
  private final AuditedGate audited = new AuditedGate(new HeardGate());

  private final class HeardGate implements Gate {
    @Override
    public Admission enter(Arrival arrival) {
      return next;
    }

    @Override
    public GateLevels levels() {
      return new GateLevels(new GateLimits(4, 4, Duration.ZERO), 1, 2);
    }

    @Override
    public CallerLevels callers() {
      return callers;
    }

    @Override
    public void close() {
      heard.add("gate closed");
    }
  }

  private final class HeardPermit implements Permit {
    @Override
    public void callEnded(CallResult result) {
      heard.add("call ended: " + result);
    }

    @Override
    public void close() {
      heard.add("permit closed");
    }
  }

  private void assertLedger(long present, long holding) {
    Auditor.Finding finding = new Auditor(audited, () -> 0).look();
    assertThat(finding.present(), is(present));
    assertThat(finding.holding(), is(holding));
  }

  @Test
  void aRefusalComesBackAsItIs() {
    next = new Shed(ShedReason.ROOM_FULL, 0, Duration.ofSeconds(1));
    assertThat(audited.enter(ARRIVAL), is(sameInstance(next)));
    assertLedger(0, 0);
  }

  @Test
  void thePermitHearsHowItsCallEndedAndThatItIsClosed() {
    Admission admission = audited.enter(ARRIVAL);
    assertThat(admission, instanceOf(Admitted.class));
    assertLedger(1, 1);
    Admitted admitted = (Admitted) admission;
    assertThat(admitted.waitedNanos(), is(7L));
    admitted.permit().callEnded(CallResult.ERROR);
    admitted.permit().close();
    assertThat(heard, contains("call ended: ERROR", "permit closed"));
    assertLedger(0, 0);
  }

  @Test
  void aPermitIsClosedOnce() {
    Permit permit = ((Admitted) audited.enter(ARRIVAL)).permit();
    permit.close();
    permit.close();
    assertThat(heard, contains("permit closed"));
    assertLedger(0, 0);
  }

  @Test
  void levelsAndCallersAreThoseOfTheGate() {
    assertThat(audited.callers(), is(callers));
    assertThat(audited.levels().waiting(), is(2));
    assertThat(audited.mostPermits(), is(4));
  }

  @Test
  void closingItClosesTheGate() {
    audited.close();
    assertThat(heard, contains("gate closed"));
  }
}
