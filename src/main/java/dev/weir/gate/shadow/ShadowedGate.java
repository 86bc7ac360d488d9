package dev.weir.gate.shadow;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLevels;
import dev.weir.gate.PartitionLevels;
import java.util.List;

/**
 * A gate as it is, whose requests are noted for its {@link Shadow}.
 *
 * @param gate decides
 * @param shadow tries other strategies
 */
public record ShadowedGate(Gate gate, Shadow shadow) implements Gate {

  @Override
  public Admission enter(Arrival arrival) {
    return shadow.enter(gate, arrival);
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
