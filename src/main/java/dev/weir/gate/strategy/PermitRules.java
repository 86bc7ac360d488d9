package dev.weir.gate.strategy;

import dev.weir.gate.GateLimits;
import dev.weir.gate.Partition;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.estimate.Forecast;
import dev.weir.gate.estimate.LimitSearch;
import dev.weir.gate.queue.QueueOrder;
import dev.weir.gate.queue.QueueSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a {@link PermitGate} does as its strategy says; replaced as a whole when the strategy
 * changes.
 *
 * @param queue the permits, and the line of those that wait for them
 * @param forecast foresees whether an arrival may wait for long enough
 * @param words the reasons for which this strategy has words of its own, said of an arrival that it
 *     does not let wait
 * @param search within which bounds the number of permits is searched for, if it is
 * @param admitsAll whether every arrival takes one permit at once, whatever its cost and deadline
 */
record PermitRules(
    QueueSettings queue,
    Forecast forecast,
    Map<ShedReason, ShedReason> words,
    Optional<SearchBounds> search,
    boolean admitsAll) {

  /** Makes the rules of a line by arrival. */
  PermitRules(GateLimits limits, Sharing sharing) {
    this(limits, sharing, QueueOrder.BY_ARRIVAL);
  }

  /** Makes the rules of a line in which every arrival waits for which there is a place. */
  PermitRules(GateLimits limits, Sharing sharing, QueueOrder order) {
    this(
        new QueueSettings(limits, sharing, order),
        new Forecast(false),
        Map.of(),
        Optional.empty(),
        false);
  }

  /** Returns the same rules where every arrival is admitted. */
  PermitRules admittingAll() {
    return new PermitRules(queue, forecast, words, search, true);
  }

  /** Returns the same rules where a wait that would be in vain is foreseen. */
  PermitRules foreseeing(boolean on) {
    return new PermitRules(queue, new Forecast(on), words, search, admitsAll);
  }

  /** Returns the same rules with a word of their own for a reason. */
  PermitRules saying(ShedReason word, ShedReason reason) {
    return new PermitRules(queue, forecast, Map.of(reason, word), search, admitsAll);
  }

  /** Returns the same rules where the number of permits is searched for. */
  PermitRules searching(SearchBounds bounds) {
    return new PermitRules(queue, forecast, words, Optional.of(bounds), admitsAll);
  }

  /** Begins a search for the number of permits; none without permits, since no call ends then. */
  Optional<LimitSearch> beginSearch() {
    int permits = limits().permits();
    return permits == 0 ? Optional.empty() : search.map(bounds -> bounds.beginAt(permits));
  }

  /** Returns whether others search in the same way, from the same number of permits on. */
  boolean searchAs(PermitRules other) {
    return search.equals(other.search) && limits().permits() == other.limits().permits();
  }

  /** Returns why an arrival is shed that has not waited, in the words of the strategy. */
  ShedReason reason(ShedReason reason) {
    return words.getOrDefault(reason, reason);
  }

  /** Returns the time from one arrival that enters to the next; 0 if they do at no rate. */
  long paceNanos() {
    return queue.order() instanceof QueueOrder.Paced paced ? paced.pace().stepNanos() : 0;
  }

  GateLimits limits() {
    return queue.limits();
  }

  /** Returns how long an arrival may wait. */
  long maxWaitNanos() {
    return TimeUnit.NANOSECONDS.convert(limits().maxWait());
  }

  /** Returns the parts with bounds of their own. */
  List<Partition> partitions() {
    return queue.sharing().partitions();
  }

  /** Returns the most permits that there may be. */
  int mostPermits() {
    return Math.max(limits().permits(), search.map(SearchBounds::most).orElse(0));
  }
}
