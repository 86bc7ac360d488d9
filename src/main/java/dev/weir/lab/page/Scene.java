package dev.weir.lab.page;

import dev.weir.lab.page.Results.Pair;
import java.util.List;

/**
 * What a scenario is, in words.
 *
 * @param name the scenario
 * @param title its heading
 * @param story what happens in it
 * @param trouble the trouble that a reader has who looks for it
 * @param disturbance what there is to recover from
 */
record Scene(String name, String title, String story, String trouble, String disturbance) {

  static final String RAMP = "ramp";
  static final String BURST = "burst";
  static final String STALL = "stall";
  static final String DRIFT = "drift";
  static final String TRICKLE = "trickle";
  static final String BIMODAL = "bimodal";
  static final String OUTAGE = "outage";
  static final String ERRORS = "errors";
  static final String IMPATIENT = "impatient";
  static final String TOO_FEW = "too-few";
  static final String TOO_MANY = "too-many";

  private static final List<Scene> KNOWN =
      List.of(
          new Scene(
              RAMP,
              "Ramp",
              "The load rises step by step, from half of what the backend can do to ten times"
                  + " that.",
              "A long overload",
              "the ramp"),
          new Scene(
              BURST,
              "Burst",
              "A load of 0.7 times the capacity, a burst of ten times the capacity for up to five"
                  + " seconds, and 0.7 again.",
              "Short bursts",
              "the burst"),
          new Scene(
              STALL,
              "Stall",
              "At 0.9 times the capacity the backend hangs for up to two seconds, then goes on"
                  + " with what it had begun.",
              "A backend that hangs now and then",
              "the stall"),
          new Scene(
              "storm",
              "Retry storm",
              "Hundreds of clients that ask again at once, whether they were answered or refused.",
              "Clients that retry at once",
              "the storm"),
          new Scene(
              "obedient",
              "Obedient clients",
              "The same clients, but after a refusal they stay away for as long as its"
                  + " Retry-After says.",
              "Clients that honour Retry-After",
              "the crowd"),
          new Scene(
              "obey",
              "Obeying beside ignoring",
              "A hundred clients that ask every second, and after a refusal when it says so, beside"
                  + " a crowd that asks for three times the capacity whatever it is told.",
              "Clients of which only some honour Retry-After",
              "the crowd"),
          new Scene(
              "mixed",
              "Mixed priorities",
              "Three times the capacity in three classes: critical requests for half of it, normal"
                  + " and low ones for 1.25 times each.",
              "Requests that matter more than others",
              "the mix"),
          new Scene(
              DRIFT,
              "Drift",
              "At 0.9 times the capacity the backend can do only half for the middle third of the"
                  + " time, then all again.",
              "A backend that is slower at times",
              "the drift"),
          new Scene(
              "slow-tail",
              "Slow tail",
              "A load of 0.8 times the capacity, where 3 % of the calls take 20 times as long.",
              "A few very slow calls",
              "the slow calls"),
          new Scene(
              TRICKLE,
              "Trickle, then a burst",
              "Long calls for a while, then eight short ones a second; out of that quiet a burst of"
                  + " as many as permits and room can take, and at last calls that take five times"
                  + " as long as the short ones.",
              "Bursts out of quiet times",
              "the burst"),
          new Scene(
              BIMODAL,
              "Calls of two lengths",
              "60 calls a second, half of which take 20 ms and half 500 ms; none of them slows"
                  + " another down.",
              "Calls of which some take much longer",
              "the long calls"),
          new Scene(
              OUTAGE,
              "Outage with quick errors",
              "40 requests a second. For a fifth of the time all calls fail at once; then they are"
                  + " as before, and in the last third they take five times as long.",
              "A backend that fails quickly",
              "the outage"),
          new Scene(
              ERRORS,
              "One call in ten fails",
              "A load of 0.8 times the capacity, where one call in ten fails at once, whatever the"
                  + " load.",
              "A share of calls that fails",
              "the errors"),
          new Scene(
              IMPATIENT,
              "Impatient beside patient",
              "60 requests a second of clients that wait, and 90 of others that hang up after 50 ms;"
                  + " calls take 200 ms.",
              "Callers that hang up",
              "those who hang up"),
          new Scene(
              TOO_FEW,
              "Too few permits",
              "Somebody guessed a tenth of the permits that would be right: first 1.5 times the"
                  + " capacity is offered, then 0.8.",
              "A limit that was guessed too low",
              "the wrong guess"),
          new Scene(
              TOO_MANY,
              "Too many permits",
              "Somebody guessed ten times the permits that would be right: first 1.5 times the"
                  + " capacity is offered, then 0.8.",
              "A limit that was guessed too high",
              "the wrong guess"));

  /** Returns the words on a scenario; its bare name if there are none. */
  static Scene of(String name) {
    return KNOWN.stream()
        .filter(scene -> scene.name().equals(name))
        .findFirst()
        .orElse(new Scene(name, name, "", name, "the disturbance"));
  }

  /** Returns what was measured of it. */
  List<Pair> pairs(Results results) {
    return results.pairs().stream().filter(pair -> pair.scenario().equals(name)).toList();
  }
}
