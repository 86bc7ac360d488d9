package dev.weir.lab;

import dev.weir.lab.load.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happens while a strategy is measured. Moments are in nanoseconds from the beginning.
 *
 * @param name as it is called on the command line and on the page
 * @param load what is asked
 * @param trouble what else is not as it should be
 * @param steps what is to be looked at by itself, if anything
 */
record Scenario(String name, Load load, Trouble trouble, List<Step> steps) {

  /**
   * A time of one load, looked at by itself.
   *
   * @param load as a multiple of capacity
   * @param from when it begins
   * @param until when it ends
   */
  record Step(double load, long from, long until) {

    boolean contains(long moment) {
      return from <= moment && moment < until;
    }
  }

  /**
   * What is not as it should be.
   *
   * @param latency what a call takes at first when nothing is in its way
   * @param flags settings of Weir other than usual
   * @param changes what changes in the backend, in order
   * @param capacity how many calls a second the backend can do well
   * @param event the disturbance, if there is one to recover from when it is over
   */
  record Trouble(
      Duration latency,
      List<String> flags,
      List<Change> changes,
      Rate capacity,
      Optional<Event> event) {

    /** Returns trouble of a backend that changes. */
    static Trouble of(List<Change> changes, Rate capacity, Event event) {
      return new Trouble(LabConfig.LATENCY, List.of(), changes, capacity, Optional.of(event));
    }

    /** Returns trouble that the backend has no part in. */
    static Trouble of(Rate capacity, Optional<Event> event, String... flags) {
      return new Trouble(LabConfig.LATENCY, List.of(flags), List.of(), capacity, event);
    }
  }

  /**
   * What disturbs for a time.
   *
   * @param what in a few words
   * @param from when it begins
   * @param until when it is over
   */
  record Event(String what, long from, long until) {}

  /**
   * What holds in the backend from a moment on.
   *
   * @param moment when it begins
   * @param what in the words of {@code backend.simulated.schedule}
   */
  record Change(long moment, String what) {}

  /** Returns the most that could be served. */
  double mostServed() {
    return load.offered().min(trouble.capacity()).total();
  }
}
