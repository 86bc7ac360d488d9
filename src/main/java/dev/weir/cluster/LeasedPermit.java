package dev.weir.cluster;

import dev.weir.gate.CallResult;
import dev.weir.gate.Permit;

/** A permit of a shared gate. What comes back lets others in, so it looks at the lease before. */
record LeasedPermit(Permit permit, Watch watch) implements Permit {

  @Override
  public void callEnded(CallResult result) {
    watch.look();
    permit.callEnded(result);
  }

  @Override
  public void costs(int permits) {
    watch.look();
    permit.costs(permits);
  }

  @Override
  public void close() {
    watch.look();
    permit.close();
  }
}
