package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.queue.Pace;
import dev.weir.gate.queue.QueueOrder;
import java.time.Duration;

/**
 * Smooths arrivals to a rate: each leaves the bucket one step after the one before it, and waits
 * for that moment. One that would wait for longer than {@code maxWait}, or finds {@code
 * waitingRoom} others waiting, is shed at once. It spaces arrivals out; it does not limit how many
 * are inside.
 *
 * @param perSecond how many may pass in a second
 * @param waitingRoom how many may wait
 * @param maxWait the longest wait
 */
public record LeakyBucket(double perSecond, int waitingRoom, Duration maxWait) implements Strategy {

  @Override
  public String name() {
    return "leaky-bucket";
  }

  @Override
  public PermitRules rules() {
    GateLimits limits = new GateLimits(GateLimits.UNBOUNDED, waitingRoom, maxWait);
    return new PermitRules(limits, Sharing.NONE, new QueueOrder.Paced(new Pace(perSecond, 1)))
        .saying(ShedReason.RATE_EXCEEDED, ShedReason.WAIT_TIMEOUT);
  }
}
