package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.ShedReason;
import java.time.Duration;
import java.util.List;

/**
 * Takes a permit or sheds at once: no arrival waits.
 *
 * @param permits how many may be inside at once
 */
public record Reject(int permits) implements PermitStrategy {

  @Override
  public String name() {
    return "reject";
  }

  @Override
  public GateLimits limits() {
    return new GateLimits(permits, 0, Duration.ZERO);
  }

  @Override
  public PermitStrategy within(GateLimits limits, List<Partition> partitions) {
    return new Reject(limits.permits());
  }

  @Override
  public PermitRules rules() {
    return new PermitRules(limits(), sharing()).saying(ShedReason.NO_PERMIT, ShedReason.ROOM_FULL);
  }
}
