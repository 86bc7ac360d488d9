package dev.weir.lab.page;

import dev.weir.lab.page.Results.Setup;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What stands above everything: what was measured, with what, where, and whether all of it. */
record Preface(Results results) {

  static final String TITLE = "Backpressure strategies under overload";

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Returns what was measured, in a sentence, and how much of it. */
  String lead() {
    String question =
        "The same backend, the same overload, another strategy in front of it each time: how much"
            + " of what it can do is still done, how soon, and at what price.";
    if (results.pairs().isEmpty()) {
      return question;
    }
    return question
        + " "
        + Names.counted(results.strategies().size(), "strategy", "strategies")
        + ", "
        + Names.counted(results.scenarios().size(), "scenario", "scenarios")
        + ".";
  }

  /** Returns what the gates and the clients were given. */
  List<String> limits() {
    Setup setup = results.setup();
    return List.of(
        "Capacity "
            + Unit.PER_SECOND.text(setup.capacityPerSecond())
            + " ("
            + setup.permits()
            + " permits × "
            + text(setup.latency())
            + ")",
        "waiting room " + setup.waitingRoom(),
        "max wait " + text(setup.maxWait()),
        "clients give up after " + text(setup.patience()),
        text(setup.duration()) + " for each strategy in each scenario");
  }

  /** Returns where and when it was measured. */
  List<String> place() {
    Setup setup = results.setup();
    return List.of(
        "Weir " + setup.version(),
        "Java " + setup.java(),
        setup.machine(),
        MOMENT.format(setup.startedAt()));
  }

  /** Returns what is to be said if not all was measured; empty if all was. */
  String shortfall() {
    if (results.pairs().isEmpty()) {
      return "Nothing is measured yet.";
    }
    return results.complete()
        ? ""
        : "This run is not complete: it was stopped before it was done, or still goes on. Here is"
            + " what it had measured by then.";
  }

  private static String text(Duration duration) {
    return duration.toMillis() < 1000
        ? Unit.MILLIS.text(duration.toNanos() / 1e6)
        : Unit.SECONDS.text(duration.toNanos() / 1e9);
  }
}
