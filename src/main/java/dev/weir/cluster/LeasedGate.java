package dev.weir.cluster;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.ForwardingGate;
import dev.weir.gate.Gate;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.UpdatableGate;
import dev.weir.gate.strategy.UpdateEffect;

/**
 * A gate whose limits are those of a cluster, and which lets in no more than the replica's share of
 * them: the end of a lease holds for the next request, however late the thread is that renews it.
 */
final class LeasedGate extends ForwardingGate implements UpdatableGate {

  private final GateShare share;
  private final Watch watch;

  LeasedGate(Gate gate, GateShare share, Watch watch) {
    super(gate);
    this.share = share;
    this.watch = watch;
  }

  @Override
  public Admission enter(Arrival arrival) {
    watch.look();
    Admission admission = super.enter(arrival);
    return admission instanceof Admitted admitted
        ? new Admitted(new LeasedPermit(admitted.permit(), watch), admitted.waitedNanos())
        : admission;
  }

  /** Returns the permits of the whole cluster: all of them may be used here. */
  @Override
  public int mostPermits() {
    return share.capacity();
  }

  /** Puts another strategy in force, with the limits of the whole cluster. */
  @Override
  public void update(Strategy strategy) {
    share.update(strategy);
  }

  @Override
  public UpdateEffect preview(Strategy strategy) {
    return share.preview(strategy);
  }
}
