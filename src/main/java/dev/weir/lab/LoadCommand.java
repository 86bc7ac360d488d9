package dev.weir.lab;

import dev.weir.lab.load.Connections;
import dev.weir.lab.load.Generator;
import dev.weir.lab.load.OpenLoop;
import dev.weir.lab.load.PlannedRequest;
import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Result;
import dev.weir.lab.load.ResultKind;
import dev.weir.lab.load.Stop;
import dev.weir.lab.load.StoppedException;
import dev.weir.lab.load.Target;
import dev.weir.lab.load.WarmUp;
import dev.weir.lab.load.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** The generator alone: requests at an even rate to any address, and a count of what comes back. */
final class LoadCommand {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int DIGITS = 3;
  private static final int MOST_PER_SECOND = 100_000;

  private final Counts counts = new Counts(DIGITS);
  private final SortedMap<Integer, Integer> statuses = new TreeMap<>();

  private LoadCommand() {}

  /**
   * Sends the requests, waits until all have ended, and prints the counts.
   *
   * @throws dev.weir.settings.SettingsException if an option can't be used
   */
  static void run(List<String> args) throws IOException {
    Flags flags = Flags.read(args, List.of("--url", "--rate", "--duration"), List.of("--help"));
    Target target = flags.target("--url");
    long perSecond = flags.wholeNumber("--rate", 1, MOST_PER_SECOND).orElse(200L);
    Duration duration =
        flags
            .duration("--duration", Duration.ofSeconds(1), Timing.LONGEST)
            .orElse(Duration.ofSeconds(10));
    LoadCommand command = new LoadCommand();
    Workload workload = OpenLoop.even(new Rate.Span(0, duration.toNanos(), perSecond));
    Stop never = new Stop();
    try (Connections connections = new Connections(target)) {
      WarmUp.run(never);
      new Generator(connections, List.of(PATIENCE), workload, command::add).run(never);
    } catch (StoppedException e) {
      throw new IllegalStateException("it can't have been stopped", e);
    }
    System.out.print(command.text());
  }

  private void add(PlannedRequest request, Result result) {
    counts.add(result);
    result.status().ifPresent(status -> statuses.merge(status, 1, Integer::sum));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (ResultKind outcome : ResultKind.values()) {
      row(text, outcome.name().toLowerCase(Locale.ROOT), counts.of(outcome));
    }
    statuses.forEach((status, count) -> row(text, "status " + status, count));
    for (int percent : new int[] {50, 95, 99}) {
      OptionalDouble millis = counts.percentileMillis(percent);
      row(
          text,
          "p" + percent + " of the served, ms",
          millis.isPresent() ? String.format(Locale.ROOT, "%.1f", millis.getAsDouble()) : "-");
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String what, Object figure) {
    text.append(String.format(Locale.ROOT, "%-24s %10s%n", what, figure));
  }
}
