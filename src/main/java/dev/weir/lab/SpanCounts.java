package dev.weir.lab;

import dev.weir.lab.load.PlannedRequest;
import dev.weir.lab.load.Result;
import dev.weir.lab.load.ResultKind;
import dev.weir.lab.page.Results;

/**
 * Counts what became of the requests of one span of time. A request belongs to the moment at which
 * it was meant to be sent. Goodput belongs to the moments at which the backend worked on it, and is
 * counted by the part of a call that lies in the span: calls end by the dozen, all at once, and one
 * more or less of such a moment would look like a change of the goodput; and calls that wait at the
 * end of a span would make it more than the backend can do.
 */
final class SpanCounts {

  private static final long CALL_NANOS = LabConfig.LATENCY.toNanos();

  private final long from;
  private final long until;
  private final Counts counts;
  private double offeredCalls;
  private double servedCalls;

  /** Makes an empty one, whose times are kept with so many significant digits. */
  SpanCounts(long from, long until, int digits) {
    this.from = from;
    this.until = until;
    this.counts = new Counts(digits);
  }

  /** Counts a request if it, or its call, lies in the span. */
  void add(PlannedRequest request, Result result) {
    if (from <= request.moment() && request.moment() < until) {
      counts.add(result);
    }
    offeredCalls += partOfCallUntil(request.moment() + CALL_NANOS);
    if (result.outcome() == ResultKind.SERVED) {
      servedCalls += partOfCallUntil(request.moment() + result.tookNanos());
    }
  }

  /** Returns which part of a call that ends at this moment, undisturbed, lies in the span. */
  private double partOfCallUntil(long end) {
    long common = Math.min(until, end) - Math.max(from, end - CALL_NANOS);
    return Math.max(0, common) / (double) CALL_NANOS;
  }

  long until() {
    return until;
  }

  /** Returns the span as a point of the course, with what was seen of Weir at that time. */
  Results.Point point(MetricsSnapshot seen) {
    double seconds = (until - from) / 1e9;
    return new Results.Point(
        (from + until) / 2e9,
        counts.requests() / seconds,
        servedCalls / seconds,
        counts.of(ResultKind.REFUSED) / seconds,
        counts.percentileMillis(50),
        counts.percentileMillis(99),
        seen.inside(),
        seen.waiting(),
        seen.permits());
  }

  /**
   * Returns the span as a step of this load. Requests come by chance; what was offered too little
   * or too much by that, below the capacity, is no merit and no fault.
   */
  Results.Step step(double load) {
    double capacity = LabConfig.CAPACITY_PER_SECOND * (until - from) / 1e9;
    double possible = Math.min(offeredCalls, capacity);
    double share = possible == 0 ? 0 : Math.min(1, servedCalls / possible);
    return new Results.Step(load, share * Math.min(1, load), counts.percentileMillis(99));
  }
}
