package dev.weir.process;

import dev.weir.edge.ActiveRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The requests that a stop cuts off: each is counted once, and the first ten are named in the log.
 */
public final class CutRequests {

  private static final System.Logger LOG = System.getLogger(CutRequests.class.getName());
  private static final int MOST_NAMED = 10;

  private final Runnable counter;
  private final Set<ActiveRequest> cut = new HashSet<>();

  /**
   * Makes an empty set.
   *
   * @param counter is run for each request that is cut off
   */
  public CutRequests(Runnable counter) {
    this.counter = counter;
  }

  /** Cuts off those of the active requests that were admitted; the others are being refused. */
  void cut(List<ActiveRequest> active) {
    add(active.stream().filter(ActiveRequest::cut).toList());
  }

  /** Counts what is still active when the process ends, which cuts it off. */
  void end(List<ActiveRequest> active) {
    add(active);
  }

  /** Returns how many requests were cut off. */
  int count() {
    return cut.size();
  }

  private void add(List<ActiveRequest> more) {
    int before = cut.size();
    for (ActiveRequest request : more) {
      if (cut.add(request)) {
        counter.run();
        name(request);
      }
    }
    int unnamed = cut.size() - Math.max(before, MOST_NAMED);
    if (unnamed > 0) {
      LOG.log(System.Logger.Level.WARNING, "cut " + unnamed + " more");
    }
  }

  private void name(ActiveRequest request) {
    if (cut.size() <= MOST_NAMED) {
      LOG.log(System.Logger.Level.WARNING, "cut " + request.description());
    }
  }
}
