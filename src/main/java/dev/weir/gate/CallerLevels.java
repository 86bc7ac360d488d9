package dev.weir.gate;

/**
 * One consistent picture of the callers of a gate, by the first of the names that they have in
 * {@link Arrival#fairBy}.
 *
 * @param waiting how many callers wait
 * @param heaviestShare the share of the permits that are out of the caller with the most, from 0 to
 *     1
 */
public record CallerLevels(int waiting, double heaviestShare) {

  /** The picture where all callers are one. */
  public static final CallerLevels NONE = new CallerLevels(0, 0);
}
