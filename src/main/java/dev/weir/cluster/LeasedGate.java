package dev.weir.cluster;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.GateLevels;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.UpdatableGate;
import dev.weir.gate.strategy.UpdateEffect;
import java.util.List;

/**
 * A gate whose limits are those of a cluster, and which lets in no more than the replica's share of
 * them: the end of a lease holds for the next request, however late the thread is that renews it.
 */
final class LeasedGate implements UpdatableGate {

  private final UpdatableGate gate;
  private final GateShare share;
  private final Watch watch;

  LeasedGate(UpdatableGate gate, GateShare share, Watch watch) {
    this.gate = gate;
    this.share = share;
    this.watch = watch;
  }

  @Override
  public Admission enter(Arrival arrival) {
    watch.look();
    Admission admission = gate.enter(arrival);
    return admission instanceof Admitted admitted
        ? new Admitted(new LeasedPermit(admitted.permit(), watch), admitted.waitedNanos())
        : admission;
  }

  /** Returns the levels of this replica, with its share as the limits. */
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

  @Override
  public void close() {
    gate.close();
  }
}
