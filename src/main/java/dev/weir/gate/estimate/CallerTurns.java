package dev.weir.gate.estimate;

import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The turns that callers were given, until they come for them. A caller may be many clients behind
 * one address: it has a turn for each time that it was shed, and each arrival takes the next one.
 *
 * <p>Of one caller only the latest {@link Turns#MOST} are kept, and of no more than {@link
 * #MOST_CALLERS} callers. So the turns of a caller that asks again and again without regard to them
 * are dropped before they come.
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
  private static final long NO_TURN = 0;

  /** All moments here are counted from this one. */
  private final long startNanos;

  private final ConcurrentHashMap<String, Turns> callers = new ConcurrentHashMap<>();
  private final AtomicLong lastTurn = new AtomicLong(NO_TURN);
  private volatile long sweptAt;

  /** Begins without any turn. */
  public CallerTurns(long nowNanos) {
    startNanos = nowNanos;
  }

  /** Returns whether any caller may have a turn; otherwise there is nothing to look for. */
  public boolean any() {
    return lastTurn.get() != NO_TURN;
  }

  /** Keeps the turn of a caller, which is later than now. */
  public void add(String caller, long turnNanos, long nowNanos) {
    Turns known = callers.get(caller);
    Turns turns = known == null ? newcomer(caller, nowNanos - startNanos) : known;
    if (turns != null) {
      long turn = turnNanos - startNanos;
      turns.add(turn);
      if (turn > lastTurn.get()) {
        lastTurn.setRelease(turn);
      }
    }
  }

  /** Takes a caller's next turn, if it has come at this moment. */
  public OptionalLong takeDue(String caller, long nowNanos) {
    long last = lastTurn.get();
    if (last == NO_TURN) {
      return OptionalLong.empty();
    }
    long now = nowNanos - startNanos;
    if (now - last > LATE_NANOS) {
      lastTurn.set(NO_TURN);
      callers.clear();
      return OptionalLong.empty();
    }
    Turns turns = callers.get(caller);
    long turn = turns == null ? Turns.NONE : turns.take(now - LATE_NANOS, now + EARLY_NANOS);
    return turn == Turns.NONE ? OptionalLong.empty() : OptionalLong.of(startNanos + turn);
  }

  private @Nullable Turns newcomer(String caller, long now) {
    if (callers.size() >= MOST_CALLERS) {
      sweep(now);
    }
    return callers.size() < MOST_CALLERS
        ? callers.computeIfAbsent(caller, name -> new Turns())
        : null;
  }

  /** Of two threads that come here together both may sweep. */
  private void sweep(long now) {
    if (now - sweptAt >= BETWEEN_SWEEPS_NANOS) {
      sweptAt = now;
      callers.values().removeIf(turns -> turns.noneSince(now - LATE_NANOS));
    }
  }
}
