package dev.weir.lab;

import dev.weir.lab.load.Result;
import dev.weir.lab.load.ResultKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** What became of some requests, and how long the served of them took. */
final class Counts {

  private static final double MICROS_PER_MILLI = 1000;

  private final Histogram servedMicros;
  private final Map<ResultKind, Long> counts = new EnumMap<>(ResultKind.class);

  /** Makes empty counts; times are kept with so many significant digits. */
  Counts(int digits) {
    servedMicros = new Histogram(digits);
  }

  void add(Result result) {
    counts.merge(result.outcome(), 1L, Long::sum);
    if (result.outcome() == ResultKind.SERVED) {
      servedMicros.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, result.tookNanos())));
    }
  }

  long requests() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns how many requests ended in one of these ways. */
  long of(ResultKind... kinds) {
    return Stream.of(kinds).mapToLong(kind -> counts.getOrDefault(kind, 0L)).sum();
  }

  /** Returns which share of all requests ended in one of these ways; 0 if there are none at all. */
  double share(ResultKind... kinds) {
    return counts.isEmpty() ? 0 : (double) of(kinds) / requests();
  }

  /** Returns the time within which so many percent of the served had their response. */
  OptionalDouble percentileMillis(double percent) {
    return counts.containsKey(ResultKind.SERVED)
        ? OptionalDouble.of(servedMicros.getValueAtPercentile(percent) / MICROS_PER_MILLI)
        : OptionalDouble.empty();
  }
}
