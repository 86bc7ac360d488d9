package dev.weir.gate.audit;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import dev.weir.gate.ForwardingGate;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Permit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gate as it is, and beside it a ledger that an {@link Auditor} compares with its levels. It
 * decides nothing, adds no lock, and is safe for use by any thread.
 */
public final class AuditedGate extends ForwardingGate {

  private final Ledger ledger = new Ledger();

  /** Keeps the ledger of all that passes this gate, which must be entered through here only. */
  public AuditedGate(Gate gate) {
    super(gate);
  }

  @Override
  public Admission enter(Arrival arrival) {
    int cost = bounded(arrival.cost());
    ledger.came().add(cost);
    boolean inside = false;
    try {
      Admission admission = super.enter(arrival);
      if (admission instanceof Admitted admitted) {
        ledger.granted().increment();
        inside = true;
        return new Admitted(new AuditedPermit(admitted.permit(), cost), admitted.waitedNanos());
      }
      return admission;
    } finally {
      if (!inside) {
        ledger.left().add(cost);
      }
    }
  }

  Ledger ledger() {
    return ledger;
  }

  /** A cost may be any number, and no gate has that many permits. */
  private static int bounded(int cost) {
    return Math.min(cost, GateLimits.MOST);
  }

  private final class AuditedPermit implements Permit {

    private static final int CORRECTING = -1;
    private static final int CLOSED = -2;

    private final Permit permit;
    private final int cost;

    /** What the backend said that it costs, 0 until it does; or one of the two above. */
    private final AtomicInteger correction = new AtomicInteger();

    AuditedPermit(Permit permit, int cost) {
      this.permit = permit;
      this.cost = cost;
    }

    @Override
    public void callEnded(CallResult result) {
      permit.callEnded(result);
    }

    /**
     * What it may take is counted before it is taken, and leaves here if it is closed meanwhile.
     */
    @Override
    public void costs(int permits) {
      if (!correction.compareAndSet(0, CORRECTING)) {
        return;
      }
      int more = bounded(permits);
      ledger.came().add(more);
      permit.costs(permits);
      if (!correction.compareAndSet(CORRECTING, more)) {
        ledger.left().add(more);
      }
    }

    @Override
    public void close() {
      int before = correction.getAndSet(CLOSED);
      if (before != CLOSED) {
        ledger.returned().increment();
        permit.close();
        ledger.left().add(cost + Math.max(0, before));
      }
    }
  }
}
