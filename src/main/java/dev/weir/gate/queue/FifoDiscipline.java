package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.GateLimits;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** First come, first served, as {@link FifoLine} says; or another line without shares. */
public class FifoDiscipline implements QueueDiscipline {

  private final Line line;
  private int permits = GateLimits.MOST;

  /** Makes an empty line. */
  public FifoDiscipline() {
    this(new FifoLine());
  }

  FifoDiscipline(Line line) {
    this.line = line;
  }

  @Override
  public boolean placesAreKept() {
    return true;
  }

  @Override
  public void resized(int newPermits) {
    permits = newPermits;
  }

  @Override
  public final int cost(Arrival arrival) {
    return Math.clamp(permits, 1, arrival.cost());
  }

  @Override
  public void join(Waiter waiter) {
    line.add(waiter);
  }

  @Override
  public int ahead(Waiter newcomer) {
    return line.ahead(newcomer);
  }

  @Override
  public @Nullable Waiter next(int free) {
    if (line.isEmpty() || cost(first().arrival) > free) {
      return null;
    }
    Waiter next = first();
    line.remove(next);
    return next;
  }

  /** Returns the one whose turn it is; the line is not empty. */
  Waiter first() {
    return line.first();
  }

  /** All are entitled to what is free: for the first of them it is gathered. */
  @Override
  public final int spare(Arrival arrival, int free) {
    return line.isEmpty() ? free : 0;
  }

  @Override
  public final int kept(int free) {
    return line.isEmpty() || cost(first().arrival) <= free ? 0 : Math.max(0, free);
  }

  @Override
  public void forEach(Consumer<Waiter> what) {
    line.forEach(what);
  }

  @Override
  public boolean leave(Waiter waiter) {
    return line.remove(waiter);
  }

  @Override
  public final @Nullable Waiter overflow(int places) {
    return line.size() > places ? removed(line.last()) : null;
  }

  @Override
  public @Nullable Waiter yieldTo(Waiter newcomer) {
    return removed(line.isEmpty() ? null : line.yielding(newcomer, List.of(line)));
  }

  private @Nullable Waiter removed(@Nullable Waiter waiter) {
    if (waiter != null) {
      line.remove(waiter);
    }
    return waiter;
  }
}
