package dev.weir.gate.audit;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Permit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

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
    int cost = bounded(arrival.cost());
    ledger.came().add(cost);
    boolean inside = false;
    try {
      Admission admission = gate.enter(arrival);
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

  /** A cost may be any number, and no gate has that many permits. */
  private static int bounded(int cost) {
    return Math.min(cost, GateLimits.MOST);
  }

  private final class AuditedPermit implements Permit {

    private static final int GONE = 0;

    private final Permit permit;

    /** The most permits that it may hold; less than none while it is closed, and in the end 0. */
    private final AtomicInteger most;

    AuditedPermit(Permit permit, int cost) {
      this.permit = permit;
      this.most = new AtomicInteger(cost);
    }

    @Override
    public void callEnded(CallResult result) {
      permit.callEnded(result);
    }

    /** What it may take comes before it is taken; what it had already leaves again. */
    @Override
    public void costs(int permits) {
      int more = bounded(permits);
      ledger.came().add(more);
      permit.costs(permits);
      int before = most.getAndUpdate(now -> Integer.signum(now) * Math.max(Math.abs(now), more));
      ledger.left().add(before == GONE ? more : Math.min(Math.abs(before), more));
    }

    @Override
    public void close() {
      int before = most.getAndUpdate(now -> -Math.abs(now));
      if (before > GONE) {
        ledger.returned().increment();
        permit.close();
        ledger.left().add(-most.getAndSet(GONE));
      }
    }
  }
}
