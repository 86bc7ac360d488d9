package dev.weir.gate.queue;

import dev.weir.gate.Arrival;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.Fairness;
import dev.weir.gate.Partition;
import dev.weir.gate.PartitionLevels;
import dev.weir.gate.Sharing;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Divides the permits, and the places of the room, among callers and partitions, as {@link Sharing}
 * says; see {@link PartitionedLine} for how partitions go before each other. Within a caller, or
 * where callers are not told apart, first come is first served.
 *
 * <p>If it is {@linkplain Fairness#BY_CALLER fair by caller}, coming back in turn gives no right: a
 * caller that was shed often would have many turns.
 */
public final class SharingDiscipline implements QueueDiscipline {

  private final Parts parts;
  private final PartitionedLine waiters;

  /** Makes an empty line. */
  public SharingDiscipline(Sharing sharing) {
    parts = new Parts(sharing.partitions());
    waiters = new PartitionedLine(parts, sharing.fairness(), FifoLine::new);
  }

  /** It counts the permits of each caller, and of each partition. */
  @Override
  public boolean seesEveryPass() {
    return true;
  }

  @Override
  public void resized(int permits) {
    parts.resized(permits);
  }

  @Override
  public void rebounded(int places, List<Partition> partitions) {
    parts.rebounded(partitions);
  }

  @Override
  public int cost(Arrival arrival) {
    return parts.cost(arrival);
  }

  @Override
  public void join(Waiter waiter) {
    waiters.add(waiter);
  }

  @Override
  public int ahead(Waiter newcomer) {
    return waiters.ahead(newcomer);
  }

  @Override
  public @Nullable Waiter next(int free) {
    Waiter next = waiters.isEmpty() || free <= 0 ? null : waiters.next();
    if (next == null || cost(next.arrival) > free) {
      return null;
    }
    waiters.removeNext(next);
    return next;
  }

  @Override
  public void forEach(Consumer<Waiter> what) {
    waiters.forEach(what);
  }

  @Override
  public boolean leave(Waiter waiter) {
    return waiters.remove(waiter);
  }

  @Override
  public @Nullable Waiter overflow(int places) {
    if (parts.areOverfull()) {
      return removed(waiters.last(Part::isOverfull));
    }
    return waiters.size() > places ? removed(waiters.last()) : null;
  }

  @Override
  public int spare(Arrival arrival, int free) {
    return waiters.spare(arrival, free);
  }

  @Override
  public int kept(int free) {
    Waiter next = waiters.next();
    boolean isForNext = next != null && cost(next.arrival) <= free;
    return waiters.isEmpty() || isForNext ? 0 : Math.max(0, free);
  }

  @Override
  public boolean hasPlace(Arrival arrival) {
    return parts.of(arrival).hasPlace();
  }

  @Override
  public @Nullable Waiter yieldTo(Waiter newcomer) {
    Waiter yielding = waiters.yielding(newcomer, parts.yieldingTo(newcomer));
    boolean isOwed = yielding == null && parts.areOwedPlaceFor(newcomer);
    return removed(isOwed ? waiters.lastBeyondGuarantee() : yielding);
  }

  private @Nullable Waiter removed(@Nullable Waiter waiter) {
    if (waiter != null) {
      waiters.remove(waiter);
    }
    return waiter;
  }

  @Override
  public CallerLevels callers() {
    CallerCount count = new CallerCount();
    waiters.count(count);
    return count.levels();
  }

  @Override
  public List<PartitionLevels> partitions() {
    return parts.levels();
  }

  @Override
  public void entered(Arrival arrival, int permits) {
    parts.entered(arrival, permits);
    waiters.entered(arrival, permits);
  }

  @Override
  public void left(Arrival arrival, int permits) {
    parts.left(arrival, permits);
    waiters.left(arrival, permits);
  }
}
