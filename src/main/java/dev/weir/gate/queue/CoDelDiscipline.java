package dev.weir.gate.queue;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * First in, first out while the line drains; last in, first out while it stands, and what has then
 * waited for twice the target has to leave.
 *
 * <p>It stands if the smallest wait of the oldest in line was above the target over a whole
 * interval: a burst that drains comes below it, a standing line never does. The measure is that of
 * CoDel (Nichols and Jacobson, "Controlling Queue Delay", ACM Queue 2012; RFC 8289); turning the
 * line around, and twice the target, are Facebook's (Maurer, "Fail at Scale", ACM Queue 2015).
 */
public final class CoDelDiscipline extends FifoDiscipline {

  private final Waiters waiters;
  private final LongSupplier nanoTime;
  private final long targetNanos;
  private final long intervalNanos;
  private long smallestWaitNanos;
  private long intervalStartNanos;
  private boolean standing;

  /**
   * Begins with a line that drains.
   *
   * @param target the smallest wait that is too long
   * @param interval for how long it has to be
   */
  public CoDelDiscipline(Duration target, Duration interval, LongSupplier nanoTime) {
    this(new Waiters(), target, interval, nanoTime);
  }

  /** Coming back in turn gives no right here. */
  private CoDelDiscipline(
      Waiters waiters, Duration target, Duration interval, LongSupplier nanoTime) {
    super(waiters);
    this.waiters = waiters;
    this.nanoTime = nanoTime;
    this.targetNanos = target.toNanos();
    this.intervalNanos = interval.toNanos();
    this.intervalStartNanos = nanoTime.getAsLong();
  }

  @Override
  public boolean placesAreKept() {
    return false;
  }

  /** Once the line stands, the newcomer is first. */
  @Override
  public int ahead(Waiter newcomer) {
    return 0;
  }

  @Override
  Waiter first() {
    return standing ? waiters.last() : super.first();
  }

  @Override
  public @Nullable Waiter overdue() {
    long nowNanos = nanoTime.getAsLong();
    measure(nowNanos);
    boolean overdue = standing && longestWaitNanos(nowNanos) > 2 * targetNanos;
    return overdue ? waiters.removeFirst() : null;
  }

  private void measure(long nowNanos) {
    long waitNanos = longestWaitNanos(nowNanos);
    smallestWaitNanos = Math.min(smallestWaitNanos, waitNanos);
    if (nowNanos - intervalStartNanos >= intervalNanos) {
      standing = smallestWaitNanos > targetNanos;
      smallestWaitNanos = waitNanos;
      intervalStartNanos = nowNanos;
    }
  }

  private long longestWaitNanos(long nowNanos) {
    return waiters.isEmpty() ? 0 : nowNanos - waiters.first().cameNanos;
  }
}
