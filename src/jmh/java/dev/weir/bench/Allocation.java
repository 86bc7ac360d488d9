package dev.weir.bench;

import dev.weir.bench.RequestBenchmark.Fate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How many bytes are allocated for a request by the whole of Weir, and how many may be.
 *
 * @param bytes for each of a request's fates
 */
record Allocation(Map<Fate, Long> bytes) {

  private static final Map<Fate, Long> MOST = Map.of(Fate.SERVED, 11_000L, Fate.REFUSED, 9_500L);
  private static final TimeValue EACH = TimeValue.seconds(2);

  /** Measures it, for each fate in a JVM of its own. */
  static Allocation measured() throws RunnerException {
    Map<Fate, Long> bytes = new EnumMap<>(Fate.class);
    for (Fate fate : Fate.values()) {
      bytes.put(fate, bytes(fate));
    }
    return new Allocation(bytes);
  }

  private static long bytes(Fate fate) throws RunnerException {
    Collection<RunResult> runs =
        OwnJvm.run(
            new OptionsBuilder()
                .include(RequestBenchmark.class.getName())
                .param("fate", fate.name())
                .addProfiler(GCProfiler.class),
            EACH);
    var secondary = runs.iterator().next().getSecondaryResults();
    return Math.round(Objects.requireNonNull(secondary.get("gc.alloc.rate.norm")).getScore());
  }

  /** Returns it as text, a line for each fate. */
  String text() {
    StringBuilder text = new StringBuilder();
    bytes.forEach((fate, of) -> text.append(line(fate, of)).append('\n'));
    return text.toString();
  }

  /** Returns a line for each fate that takes too much. */
  List<String> tooMuch() {
    List<String> unmet = new ArrayList<>();
    MOST.forEach(
        (fate, most) -> {
          long of = Objects.requireNonNull(bytes.get(fate));
          if (of > most) {
            unmet.add(line(fate, of) + ", more than " + most);
          }
        });
    return unmet;
  }

  private static String line(Fate fate, long bytes) {
    return "a request that is %s: %d bytes allocated"
        .formatted(fate.name().toLowerCase(Locale.ROOT), bytes);
  }
}
