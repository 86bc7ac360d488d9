package dev.weir.gate.audit;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Permit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A gate as it is, and beside it a ledger that an {@link Auditor} compares with its levels. It
 * decides nothing, adds no lock, and is safe for use by any thread.
 */
public final class AuditedGate implements Gate {

  private final Gate gate;
  private final Ledger ledger = new Ledger();

  /** Keeps the ledger of all that passes this gate, which must be entered through here only. */
  public AuditedGate(Gate gate) {
    this.gate = gate;
  }

  @Override
  public Admission enter(Arrival arrival) {
    ledger.came().increment();
    boolean inside = false;
    try {
      Admission admission = gate.enter(arrival);
      if (admission instanceof Admitted admitted) {
        ledger.granted().increment();
        inside = true;
        return new Admitted(new AuditedPermit(admitted.permit()), admitted.waitedNanos());
      }
      return admission;
    } finally {
      if (!inside) {
        ledger.left().increment();
      }
    }
  }

  @Override
  public GateLevels levels() {
    return gate.levels();
  }

  @Override
  public CallerLevels callers() {
    return gate.callers();
  }

  @Override
  public List<PartitionLevels> partitions() {
    return gate.partitions();
  }

  @Override
  public int mostPermits() {
    return gate.mostPermits();
  }

  @Override
  public void close() {
    gate.close();
  }

  Ledger ledger() {
    return ledger;
  }

  private final class AuditedPermit implements Permit {

    private final Permit permit;
    private final AtomicBoolean closed = new AtomicBoolean();

    AuditedPermit(Permit permit) {
      this.permit = permit;
    }

    @Override
    public void callEnded(CallResult result) {
      permit.callEnded(result);
    }

    @Override
    public void costs(int permits) {
      permit.costs(permits);
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        ledger.returned().increment();
        permit.close();
        ledger.left().increment();
      }
    }
  }
}
