package dev.weir.settings;

import dev.weir.backend.simulated.Pace;
import dev.weir.backend.simulated.Schedule;
import dev.weir.backend.simulated.Schedule.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a schedule such as {@code 5s capacity=20; 10s hang; 12s normal}. What an entry does not
 * name is as in the settings; {@code normal} names nothing.
 */
final class ScheduleText {

  static final Duration LONGEST = Duration.ofHours(1);
  static final int MOST_CAPACITY = 1_000_000;
  static final double MOST_CONTENTION = 1_000;

  private static final String KEY = "backend.simulated.schedule";
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
  static Schedule read(Values values, Pace usual) {
    ScheduleText text = new ScheduleText(values, usual);
    return values.optionalText(KEY).map(text::schedule).orElse(Schedule.NONE);
  }

  private Schedule schedule(String schedule) {
    List<Phase> phases = new ArrayList<>();
    for (String entry : BETWEEN_ENTRIES.split(schedule, -1)) {
      Phase phase = phase(entry.strip());
      if (!phases.isEmpty() && phase.from().compareTo(phases.getLast().from()) <= 0) {
        throw bad(entry, "its moment must be later than that of the entry before it");
      }
      phases.add(phase);
    }
    return new Schedule(List.copyOf(phases));
  }

  private Phase phase(String entry) {
    List<String> words = BETWEEN_WORDS.splitAsStream(entry).toList();
    Duration from =
        Range.DURATION
            .parse(words.getFirst(), Duration.ZERO, LONGEST)
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
      case "latency=" ->
          Range.DURATION
              .parse(value, Duration.ZERO, LONGEST)
              .map(
                  latency ->
                      new Pace(latency, pace.capacity(), pace.contention(), pace.errorShare()));
      case "capacity=" ->
          Range.NUMBER
              .parse(value, 1.0, (double) MOST_CAPACITY)
              .filter(capacity -> capacity == Math.rint(capacity))
              .map(
                  capacity ->
                      new Pace(
                          pace.latency(),
                          capacity.intValue(),
                          pace.contention(),
                          pace.errorShare()));
      case "contention=" ->
          Range.NUMBER
              .parse(value, 0.0, MOST_CONTENTION)
              .map(
                  contention ->
                      new Pace(pace.latency(), pace.capacity(), contention, pace.errorShare()));
      case "error-share=" ->
          Range.NUMBER
              .parse(value, 0.0, 1.0)
              .map(share -> new Pace(pace.latency(), pace.capacity(), pace.contention(), share));
      default -> Optional.empty();
    };
  }

  private SettingsException bad(String entry, String rule) {
    return values.bad(KEY, "\"" + entry.strip() + "\": " + rule);
  }
}
