package dev.weir.gate.estimate;

import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The turns that callers were told, until they come for them. A caller may be many clients behind
 * one address: it has a turn for each time that it was shed, and each arrival takes the next one.
 *
 * <p>Of one caller only the latest {@link Turns#MOST} are kept, and of no more than {@link
 * #MOST_CALLERS} callers. So the turns of one that asks again and again without regard to them are
 * dropped before they come.
 *
 * <p>Safe for use by any thread. To look for a caller that has no turn takes no lock.
 */
public final class CallerTurns {

  static final int MOST_CALLERS = 4_096;

  /** How early a caller may come: refusals that are held leave a little before their time. */
  static final long EARLY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How late a caller may come: a second that is rounded up, and the network, take time. */
  static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long BETWEEN_SWEEPS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ConcurrentHashMap<String, Turns> callers = new ConcurrentHashMap<>();
  private volatile boolean any;
  private volatile long lastTurnNanos;
  private volatile long sweptAtNanos;

  /** Begins without any turn. */
  public CallerTurns(long nowNanos) {
    sweptAtNanos = nowNanos;
  }

  /** Returns whether any caller may have a turn; otherwise there is nothing to look for. */
  public boolean any() {
    return any;
  }

  /** Keeps the turn of a caller. */
  public void add(String caller, long turnNanos, long nowNanos) {
    if (callers.size() >= MOST_CALLERS) {
      sweep(nowNanos);
    }
    if (callers.size() >= MOST_CALLERS && !callers.containsKey(caller)) {
      return;
    }
    callers.computeIfAbsent(caller, name -> new Turns()).add(turnNanos);
    if (!any || turnNanos - lastTurnNanos > 0) {
      lastTurnNanos = turnNanos;
      any = true;
    }
  }

  /** Takes a caller's next turn, if it has come at this moment. */
  public OptionalLong takeDue(String caller, long nowNanos) {
    if (!any) {
      return OptionalLong.empty();
    }
    if (nowNanos - lastTurnNanos > LATE_NANOS) {
      any = false;
      callers.clear();
      return OptionalLong.empty();
    }
    Turns turns = callers.get(caller);
    return turns == null
        ? OptionalLong.empty()
        : turns.take(nowNanos - LATE_NANOS, nowNanos + EARLY_NANOS);
  }

  /** Of two threads that come here together both may sweep. */
  private void sweep(long nowNanos) {
    if (nowNanos - sweptAtNanos >= BETWEEN_SWEEPS_NANOS) {
      sweptAtNanos = nowNanos;
      callers.values().removeIf(turns -> turns.noneSince(nowNanos - LATE_NANOS));
    }
  }
}
