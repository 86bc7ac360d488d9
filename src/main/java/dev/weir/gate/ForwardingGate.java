package dev.weir.gate;

import java.util.List;

/**
 * A gate that adds something to how arrivals enter another, which decides about them; all else is
 * as that gate has it.
 */
public abstract class ForwardingGate implements Gate {

  private final Gate gate;

  /**
   * Passes all on.
   *
   * @param gate decides
   */
  protected ForwardingGate(Gate gate) {
    this.gate = gate;
  }

  @Override
  public Admission enter(Arrival arrival) {
    return gate.enter(arrival);
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
}
