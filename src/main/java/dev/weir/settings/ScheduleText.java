package dev.weir.settings;

import dev.weir.settings.BackendSettings.Pace;
import dev.weir.settings.BackendSettings.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a schedule such as {@code 5s capacity=20; 10s hang; 12s normal}. What an entry does not
 * name is as usual; {@code normal} names nothing.
 */
final class ScheduleText {

  private static final Pattern BETWEEN_ENTRIES = Pattern.compile(";");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("\\s+");

  private final Values values;
  private final Pace usual;

  private ScheduleText(Values values, Pace usual) {
    this.values = values;
    this.usual = usual;
  }

  /**
   * Reads the schedule, which may be empty.
   *
   * @param usual what holds where an entry says nothing else
   * @throws SettingsException if an entry can't be read, or is not later than the one before it
   */
  static List<Phase> read(Values values, Pace usual) {
    ScheduleText text = new ScheduleText(values, usual);
    return values.optionalText(Key.SIMULATED_SCHEDULE).map(text::phases).orElse(List.of());
  }

  private List<Phase> phases(String schedule) {
    List<Phase> phases = new ArrayList<>();
    for (String entry : BETWEEN_ENTRIES.split(schedule, -1)) {
      Phase phase = phase(entry.strip());
      if (!phases.isEmpty() && phase.from().compareTo(phases.getLast().from()) <= 0) {
        throw bad(entry, "its moment must be later than that of the entry before it");
      }
      phases.add(phase);
    }
    return List.copyOf(phases);
  }

  private Phase phase(String entry) {
    List<String> words = BETWEEN_WORDS.splitAsStream(entry).toList();
    Duration from =
        duration(words.getFirst())
            .orElseThrow(() -> bad(entry, "must begin with a moment such as 5s, at most 1h"));
    List<String> changes = words.subList(1, words.size());
    if (changes.equals(List.of("normal"))) {
      return new Phase(from, false, usual);
    }
    if (changes.equals(List.of("hang"))) {
      return new Phase(from, true, usual);
    }
    return new Phase(from, false, pace(entry, changes));
  }

  private Pace pace(String entry, List<String> changes) {
    if (changes.isEmpty()) {
      throw bad(entry, "after its moment must come normal, hang, or changes such as capacity=20");
    }
    Pace pace = usual;
    for (String change : changes) {
      pace =
          changed(pace, change)
              .orElseThrow(
                  () ->
                      bad(
                          entry,
                          "must be normal, hang, or any of latency=200ms (at most 1h), capacity=8"
                              + " (at least 1), contention=0.1 (at least 0), error-share=1 (from 0"
                              + " to 1)"));
    }
    return pace;
  }

  private static Optional<Pace> changed(Pace pace, String change) {
    int equals = change.indexOf('=');
    String value = change.substring(equals + 1);
    return switch (change.substring(0, equals + 1)) {
      case "latency=" -> duration(value).map(pace::withLatency);
      case "capacity=" ->
          number(value, 1, Pace.MOST_CAPACITY)
              .filter(capacity -> capacity == Math.rint(capacity))
              .map(capacity -> pace.withCapacity(capacity.intValue()));
      case "contention=" -> number(value, 0, Pace.MOST_CONTENTION).map(pace::withContention);
      case "error-share=" -> number(value, 0, 1).map(pace::withErrorShare);
      default -> Optional.empty();
    };
  }

  private static Optional<Duration> duration(String text) {
    return Durations.parse(text)
        .filter(value -> value.compareTo(Pace.LEAST_LATENCY) >= 0)
        .filter(value -> value.compareTo(Pace.MOST_LATENCY) <= 0);
  }

  private static Optional<Double> number(String text, double least, double most) {
    try {
      return Optional.of(Double.parseDouble(text)).filter(value -> value >= least && value <= most);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private SettingsException bad(String entry, String rule) {
    return values.bad(Key.SIMULATED_SCHEDULE, "\"" + entry.strip() + "\": " + rule);
  }
}
