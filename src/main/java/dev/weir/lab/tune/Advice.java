package dev.weir.lab.tune;

import java.time.Duration;
import java.util.Locale;

/**
 * The settings that follow from a knee.
 *
 * @param permits how many requests may be inside
 * @param waitingRoom how many may wait: those that can be served within the longest wait
 * @param maxWait how long a request may wait
 */
public record Advice(int permits, int waitingRoom, Duration maxWait) {

  private static final Duration USUAL_WAIT = Duration.ofMillis(250);

  /** A wait of a few calls evens out a burst; one of many is a queue that never empties. */
  private static final int MOST_CALLS = 4;

  private static final int ROUNDED_TO_MILLIS = 50;

  /** Returns what a gate should have whose backend has such a knee. */
  public static Advice of(Knee knee) {
    Duration maxWait = maxWait(knee.secondsAlone());
    return new Advice(
        Math.max(1, (int) Math.round(knee.permits())),
        (int) Math.ceil(knee.perSecond() * maxWait.toMillis() / 1_000),
        maxWait);
  }

  private static Duration maxWait(double secondsAlone) {
    long calls = (long) (MOST_CALLS * secondsAlone * 1_000);
    long rounded = (calls + ROUNDED_TO_MILLIS - 1) / ROUNDED_TO_MILLIS * ROUNDED_TO_MILLIS;
    return Duration.ofMillis(Math.max(USUAL_WAIT.toMillis(), rounded));
  }

  /** Returns the lines of the settings file, for the gate of this name. */
  public String lines(String gate, Knee knee) {
    boolean isDefault = gate.equals("default");
    String indent = isDefault ? "  " : "    ";
    String head = isDefault ? "gate:\n" : "gates:\n  " + gate + ":\n";
    return head
        + String.format(
            Locale.ROOT,
            "%1$spermits: %2$d # the knee is at %5$.1f, give or take %6$.1f%n"
                + "%1$swaiting-room: %3$d # what %7$.0f requests a second empty within max-wait%n"
                + "%1$smax-wait: %4$dms%n",
            indent,
            permits,
            waitingRoom,
            maxWait.toMillis(),
            knee.permits(),
            knee.error(),
            knee.perSecond());
  }
}
