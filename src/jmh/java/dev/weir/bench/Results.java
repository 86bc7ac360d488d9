package dev.weir.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The nanoseconds of one pass, for each row and contender. */
final class Results {

  private final Map<Row, Map<Contender, List<Double>>> nanos = new EnumMap<>(Row.class);

  /** Adds what one round measured. */
  void add(Row row, Contender contender, double nanosOfOne) {
    nanos
        .computeIfAbsent(row, each -> new EnumMap<>(Contender.class))
        .computeIfAbsent(contender, each -> new ArrayList<>())
        .add(nanosOfOne);
  }

  /** Returns the median of the rounds; empty if this was not measured. */
  OptionalDouble nanos(Row row, Contender contender) {
    List<Double> rounds =
        nanos.getOrDefault(row, Map.of()).getOrDefault(contender, List.of()).stream()
            .sorted()
            .toList();
    return rounds.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(rounds.get(rounds.size() / 2));
  }

  /** Returns how many times as long it takes as the bare semaphore. */
  OptionalDouble timesTheSemaphore(Row row, Contender contender) {
    OptionalDouble own = nanos(row, contender);
    return own.isEmpty()
        ? own
        : OptionalDouble.of(own.getAsDouble() / nanos(row, Contender.SEMAPHORE).orElse(Double.NaN));
  }
}
