package dev.weir.lab;

import dev.weir.lab.load.Rate;
import dev.weir.lab.page.Description;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happens while a strategy is measured. Moments are in nanoseconds from the beginning.
 *
 * @param description its name, its words, and what there is to see in it
 * @param load the requests
 * @param trouble what else is not as it should be
 * @param steps spans of the load that are counted by themselves, if any
 * @param service what Weir has behind it instead of the simulated backend, if anything
 */
record Scenario(
    Description description,
    Load load,
    Trouble trouble,
    List<Step> steps,
    Optional<Service> service) {

  /**
   * An HTTP service with as many places as there are permits.
   *
   * @param paths what its calls take
   * @param config the rest of Weir's configuration, as YAML
   */
  record Service(List<Upstream.Path> paths, String config) {}

  /**
   * A time of one load.
   *
   * @param load as a multiple of capacity
   * @param from when it begins
   * @param until when it ends
   */
  record Step(double load, long from, long until) {}

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
      Optional<Event> event) {}

  /**
   * A disturbance.
   *
   * @param what in a few words
   * @param from when it begins
   * @param until when it is over
   */
  record Event(String what, long from, long until) {}

  /**
   * A change of the backend.
   *
   * @param moment from when on it holds
   * @param what in the words of {@code backend.simulated.schedule}
   */
  record Change(long moment, String what) {}

  String name() {
    return description.name();
  }

  /** Returns the most requests that could be served. */
  double mostServed() {
    return load.offered().min(trouble.capacity()).total();
  }
}
