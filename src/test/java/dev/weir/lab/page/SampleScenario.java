package dev.weir.lab.page;

import dev.weir.lab.page.Description.Measure;
import dev.weir.lab.page.Description.Plot;
import dev.weir.lab.page.Results.Event;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The scenarios of the samples: how much is offered, and how much the backend can do, when. */
enum SampleScenario {
  RAMP(40, Measure.HIGHEST_LOAD),
  BURST(40, Measure.GOODPUT),
  STALL(40, Measure.RECOVERY),
  STORM(40, Measure.GOODPUT),
  OBEDIENT(40, Measure.GOODPUT),
  MIXED(40, Measure.FIRST_CLASS),
  DRIFT(40, Measure.GOODPUT),
  SLOW_TAIL(40, Measure.GOODPUT),
  TOO_FEW(4, Measure.GOODPUT),
  TOO_MANY(400, Measure.GOODPUT);

  static final double[] LOADS = {0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10};
  static final double SECONDS = 18;

  private final int permits;
  private final Measure measure;

  SampleScenario(int permits, Measure measure) {
    this.permits = permits;
    this.measure = measure;
  }

  /** Returns the description of this name; a bare one if it is none of the samples. */
  static Description described(String name) {
    return Stream.of(values())
        .map(SampleScenario::description)
        .filter(description -> description.name().equals(name))
        .findFirst()
        .orElseGet(() -> new Description(name, name, "", name, 40, Measure.GOODPUT, List.of()));
  }

  Description description() {
    String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Description(
        name,
        "The " + name,
        "What happens in " + name + ".",
        "Trouble of " + name,
        permits,
        measure,
        plots());
  }

  private List<Plot> plots() {
    return switch (this) {
      case RAMP -> List.of(Plot.LOADS);
      case BURST -> List.of(Plot.P99, Plot.WAITING);
      case STALL -> List.of(Plot.P99);
      case DRIFT, TOO_FEW, TOO_MANY -> List.of(Plot.PERMITS);
      default -> List.of();
    };
  }

  /** Returns what is offered at this second, as a multiple of the capacity. */
  double load(double second) {
    return switch (this) {
      case RAMP -> LOADS[(int) (second * LOADS.length / SECONDS)];
      case BURST -> second >= 3 && second < 8 ? 10 : 0.7;
      case STALL, DRIFT -> 0.9;
      case STORM -> 8;
      case OBEDIENT -> 1.4;
      case MIXED -> 3;
      case SLOW_TAIL -> 0.8;
      case TOO_FEW, TOO_MANY -> second < 15 ? 1.5 : 0.8;
    };
  }

  /** Returns what this strategy could do at this second, as a share of the capacity. */
  double capacity(SampleStrategy strategy, double second) {
    boolean hangs = this == STALL && second >= 3 && second < 5;
    boolean halved = this == DRIFT && second >= 6 && second < 12;
    double guessed = strategy.adapts() ? 0.1 + 0.9 * second / SECONDS : 0.1;
    double usual = this == SLOW_TAIL ? 0.64 : 1;
    return hangs ? 0 : halved ? 0.5 : this == TOO_FEW ? guessed : usual;
  }

  /** Returns whether this strategy has not got over the disturbance at this second. */
  boolean ails(SampleStrategy strategy, double second) {
    double end = this == STALL ? 5 : this == BURST ? 8 : SECONDS;
    return second >= end
        && (strategy.recoverySeconds() < 0 || second < end + strategy.recoverySeconds());
  }

  boolean disturbs() {
    return !events().isEmpty();
  }

  List<Event> events() {
    return switch (this) {
      case BURST -> List.of(new Event("ten times the capacity", 3, 8));
      case STALL -> List.of(new Event("backend hangs", 3, 5));
      case DRIFT -> List.of(new Event("half the capacity", 6, 12));
      default -> List.of();
    };
  }
}
