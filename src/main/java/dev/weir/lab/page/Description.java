package dev.weir.lab.page;

import java.util.List;

/**
 * A scenario in words, and what there is to see in it.
 *
 * @param name as it is called on the command line
 * @param title its heading
 * @param text what happens in it
 * @param question what a reader may have to deal with
 * @param permits the permits of each gate; not the setup's where they are wrong on purpose
 * @param measure what decides which strategy is the best
 * @param plots what is drawn of it beside its goodput
 */
public record Description(
    String name,
    String title,
    String text,
    String question,
    int permits,
    Measure measure,
    List<Plot> plots) {

  /** What decides which strategy is the best in a scenario. */
  public enum Measure {
    GOODPUT,
    /** The goodput in the step of the highest load. */
    HIGHEST_LOAD,
    RECOVERY,
    /** Which share was served of the first class of requests, the one that matters. */
    FIRST_CLASS
  }

  /** What can be drawn of a scenario beside its goodput. */
  public enum Plot {
    /** The goodput at each load. */
    LOADS,
    P99,
    WAITING,
    PERMITS
  }
}
