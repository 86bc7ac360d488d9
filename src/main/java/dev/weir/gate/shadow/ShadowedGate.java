package dev.weir.gate.shadow;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.ForwardingGate;
import dev.weir.gate.Gate;

/** A gate as it is, whose requests are noted for its {@link Shadow}. */
public final class ShadowedGate extends ForwardingGate {

  private final Gate gate;
  private final Shadow shadow;

  /**
   * Has all noted that pass a gate, which must be entered through here only.
   *
   * @param gate decides
   * @param shadow tries other strategies
   */
  public ShadowedGate(Gate gate, Shadow shadow) {
    super(gate);
    this.gate = gate;
    this.shadow = shadow;
  }

  @Override
  public Admission enter(Arrival arrival) {
    return shadow.enter(gate, arrival);
  }
}
