package dev.weir.lab.load;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A fixed number of clients, each of which sends the next request when the last has ended: after a
 * pause, or after a refusal at once or, if it is obedient, when the Retry-After has passed.
 */
public final class ClosedLoop implements Workload {

  private final PriorityQueue<Long> due;
  private final boolean obedient;
  private final long pause;
  private final long until;

  /**
   * Makes clients whose first requests are spread over the pause, and which stop at some moment.
   */
  public ClosedLoop(int clients, boolean obedient, long pause, long until) {
    this.due =
        LongStream.range(0, clients)
            .mapToObj(client -> client * pause / clients)
            .collect(Collectors.toCollection(PriorityQueue::new));
    this.obedient = obedient;
    this.pause = pause;
    this.until = until;
  }

  @Override
  public long next() {
    Long next = due.peek();
    return next != null && next < until ? next : NEVER;
  }

  @Override
  public PlannedRequest take() {
    return new PlannedRequest(due.remove(), 0);
  }

  @Override
  public void ended(PlannedRequest request, Result result, long moment) {
    due.add(moment + (result.outcome() == ResultKind.REFUSED ? staysAway(result) : pause));
  }

  private long staysAway(Result refusal) {
    return obedient ? TimeUnit.SECONDS.toNanos(refusal.retryAfterSeconds().orElse(0)) : 0;
  }
}
