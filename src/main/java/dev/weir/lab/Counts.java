package dev.weir.lab;

import dev.weir.lab.load.Result;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What became of some requests, and how long the served of them took. */
final class Counts {

  private static final double MICROS_PER_MILLI = 1000;

  private final Histogram servedMicros;
  private long requests;
  private long served;
  private long refused;

  /** Counts; times are kept with so many significant digits. */
  Counts(int digits) {
    servedMicros = new Histogram(digits);
  }

  void add(Result result) {
    requests++;
    switch (result.outcome()) {
      case SERVED -> {
        served++;
        servedMicros.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, result.tookNanos())));
      }
      case REFUSED -> refused++;
      case LATE, FAILED -> {
        // Both are the requests that are in neither of the other counts.
      }
    }
  }

  long requests() {
    return requests;
  }

  long served() {
    return served;
  }

  long refused() {
    return refused;
  }

  /** Returns the requests that got neither a response nor a refusal. */
  long lost() {
    return requests - served - refused;
  }

  /** Returns how many of all requests these are, 0 if there are none at all. */
  double share(long some) {
    return requests == 0 ? 0 : (double) some / requests;
  }

  /** Returns the time within which so many percent of the served had their response. */
  OptionalDouble percentileMillis(double percent) {
    return served == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(servedMicros.getValueAtPercentile(percent) / MICROS_PER_MILLI);
  }
}
