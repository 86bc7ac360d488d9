package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.queue.CoDelDiscipline;
import dev.weir.gate.queue.QueueOrder;
import java.time.Duration;
import java.util.List;

/**
 * Keeps the standing wait low: in order while the line drains, and as soon as it stands the newest
 * first, while those that have waited too long are shed. The newest are those whose callers still
 * wait, so this recovers fastest after a stall. See {@link CoDelDiscipline} for when a line stands.
 *
 * @param limits how many may be inside, how many may wait, and for how long
 * @param target the smallest wait that is too long
 * @param interval for how long the smallest wait has to be that long, until the line stands
 */
public record CoDel(GateLimits limits, Duration target, Duration interval)
    implements PermitStrategy {

  @Override
  public String name() {
    return "codel";
  }

  @Override
  public PermitStrategy within(GateLimits limits, List<Partition> partitions) {
    return new CoDel(limits, target, interval);
  }

  @Override
  public PermitRules rules() {
    return new PermitRules(limits, sharing(), new QueueOrder.Turning(target, interval));
  }
}
