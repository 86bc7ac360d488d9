package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.queue.Pace;
import dev.weir.gate.queue.QueueOrder;
import java.time.Duration;

/**
 * Admits at a rate, with a burst: each arrival takes a token, and one that finds none is shed at
 * once. Tokens come back evenly, up to the burst. It limits how many come, not how many are inside.
 *
 * @param perSecond how many tokens come back in a second
 * @param burst how many tokens there can be, at least 1
 */
public record TokenBucket(double perSecond, int burst) implements Strategy {

  @Override
  public String name() {
    return "token-bucket";
  }

  @Override
  public PermitRules rules() {
    GateLimits unbounded = new GateLimits(GateLimits.UNBOUNDED, 0, Duration.ZERO);
    return new PermitRules(
            unbounded, Sharing.NONE, new QueueOrder.Paced(new Pace(perSecond, burst)))
        .saying(ShedReason.RATE_EXCEEDED, ShedReason.ROOM_FULL);
  }
}
