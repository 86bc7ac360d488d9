package dev.weir.lab.load;

import java.util.Collections;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * A fixed number of clients, each of whom asks again after its request has ended: at once, or, if
 * it is obedient, when a refusal said to come back.
 */
public final class ClosedLoop implements Agenda {

  private final PriorityQueue<Long> due;
  private final boolean obedient;
  private final long until;

  /** Makes clients who all ask at the beginning, and no more after some moment. */
  public ClosedLoop(int clients, boolean obedient, long until) {
    this.due = new PriorityQueue<>(Collections.nCopies(clients, 0L));
    this.obedient = obedient;
    this.until = until;
  }

  @Override
  public long next() {
    Long next = due.peek();
    return next != null && next < until ? next : NEVER;
  }

  @Override
  public Ask take() {
    return new Ask(due.remove(), 0);
  }

  @Override
  public void ended(Ask ask, Ending ending, long moment) {
    boolean waits = obedient && ending.outcome() == Outcome.REFUSED;
    int seconds = waits ? ending.retryAfterSeconds().orElse(0) : 0;
    due.add(moment + TimeUnit.SECONDS.toNanos(seconds));
  }
}
