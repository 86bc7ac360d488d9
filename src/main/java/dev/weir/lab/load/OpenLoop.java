package dev.weir.lab.load;

import java.util.Random;
import java.util.stream.LongStream;

/**
 * Requests that are sent at given moments, whether or not earlier ones have got their response.
 *
 * <p>They are a Poisson process: each span of the rate has as many requests as the rate says, at
 * moments that are drawn independently of each other. The same seed gives the same moments.
 */
public final class OpenLoop implements Workload {

  private final long[] moments;
  private int taken;

  private OpenLoop(LongStream moments) {
    this.moments = moments.sorted().toArray();
  }

  /** Makes a load with a rate that may change. */
  public static OpenLoop poisson(Rate rate, long seed) {
    Random random = new Random(seed);
    return new OpenLoop(rate.spans().stream().flatMapToLong(span -> moments(span, random)));
  }

  /** Makes a load in which all requests have the same distance. */
  public static OpenLoop even(Rate.Span span) {
    double distanceNanos = 1e9 / span.perSecond();
    return new OpenLoop(
        LongStream.range(0, Math.round(span.total()))
            .map(i -> span.from() + (long) (i * distanceNanos)));
  }

  private static LongStream moments(Rate.Span span, Random random) {
    long count = Math.round(span.total());
    return count == 0 ? LongStream.empty() : random.longs(count, span.from(), span.until());
  }

  @Override
  public long next() {
    return taken < moments.length ? moments[taken] : NEVER;
  }

  @Override
  public PlannedRequest take() {
    return new PlannedRequest(moments[taken++], 0);
  }

  @Override
  public void ended(PlannedRequest request, Result result, long moment) {
    // The moments are fixed, whatever became of earlier requests.
  }
}
