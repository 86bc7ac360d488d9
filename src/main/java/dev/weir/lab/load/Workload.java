package dev.weir.lab.load;

/**
 * Which requests are sent, and when. Used by one thread; all moments are nanoseconds from its
 * beginning.
 */
public interface Workload {

  /** Later than any moment. */
  long NEVER = Long.MAX_VALUE;

  /** Returns when the next request is meant to be sent, or {@link #NEVER} if none is, for now. */
  long next();

  /** Takes the next request; only if there is one. */
  PlannedRequest take();

  /** Takes note, at a moment, of how a request ended. */
  void ended(PlannedRequest request, Result result, long moment);
}
