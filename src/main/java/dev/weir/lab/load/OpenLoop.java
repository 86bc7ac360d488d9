package dev.weir.lab.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Requests that come when they come, whether or not those before them are answered.
 *
 * <p>A stream of them is a Poisson process: each span of its rate has as many requests as the rate
 * says, at moments that are drawn independently of each other. The same seed gives the same
 * moments.
 */
public final class OpenLoop implements Agenda {

  private final List<Ask> asks;
  private int taken;

  private OpenLoop(List<Ask> asks) {
    this.asks = asks;
  }

  /** Makes a load of several streams at once, each with a rate of its own. */
  public static OpenLoop poisson(List<Rate> streams, long seed) {
    List<Ask> asks = new ArrayList<>();
    for (int stream = 0; stream < streams.size(); stream++) {
      Random random = new Random(seed + stream);
      for (Rate.Span span : streams.get(stream).spans()) {
        add(asks, stream, moments(span, random));
      }
    }
    asks.sort(Comparator.comparingLong(Ask::moment));
    return new OpenLoop(asks);
  }

  /** Makes a load of one stream in which all requests have the same distance. */
  public static OpenLoop even(Rate.Span span) {
    List<Ask> asks = new ArrayList<>();
    long count = Math.round(span.total());
    double distanceNanos = 1e9 / span.perSecond();
    add(asks, 0, LongStream.range(0, count).map(i -> span.from() + (long) (i * distanceNanos)));
    return new OpenLoop(asks);
  }

  private static LongStream moments(Rate.Span span, Random random) {
    long count = Math.round(span.total());
    return count == 0 ? LongStream.empty() : random.longs(count, span.from(), span.until());
  }

  private static void add(List<Ask> asks, int stream, LongStream moments) {
    moments.mapToObj(moment -> new Ask(moment, stream)).forEach(asks::add);
  }

  @Override
  public long next() {
    return taken < asks.size() ? asks.get(taken).moment() : NEVER;
  }

  @Override
  public Ask take() {
    return asks.get(taken++);
  }

  @Override
  public void ended(Ask ask, Ending ending, long moment) {
    // Whoever comes next does not know how those before fared.
  }
}
