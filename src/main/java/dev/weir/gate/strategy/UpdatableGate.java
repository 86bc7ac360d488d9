package dev.weir.gate.strategy;

import dev.weir.gate.Gate;

/** A gate whose strategy can change while it is open. */
public interface UpdatableGate extends Gate {

  /**
   * Puts another strategy in force, exactly: those inside stay counted, and those that wait keep
   * their order. An update to the strategy in force does nothing.
   *
   * <p>More permits let those in at once whose turn it is. Fewer take none back: no arrival enters
   * until enough have come back; without any permits, none enters until there are some. A smaller
   * room sheds the newest for {@link dev.weir.gate.ShedReason#ROOM_FULL}: of the caller with the
   * most waiting where callers are told apart, and of the lowest class of priority. Those that wait
   * may wait as long as before; another longest wait is that of arrivals that come later. So there
   * are never more inside than the larger of both limits, and no arrival is lost.
   *
   * <p>Callers, partitions and classes keep what they have of the permits, if both strategies tell
   * any of these apart, or the old one is a bucket. What has entered under one that does not is of
   * none of them until it has come back, and takes no more permits if it costs more than was
   * foreseen. What has entered under one that admits without end, or at a rate, has one permit,
   * whatever it costs.
   *
   * <p>A bucket begins full; at another rate it goes on with the tokens that it has. Of those that
   * wait, as many enter at once as it has tokens.
   *
   * <p>A search for the number of permits goes on if only other bounds change, and else begins with
   * the permits of the limits.
   *
   * @throws IllegalArgumentException if a setting is out of its range; then nothing has changed
   * @throws UnsupportedOperationException if replicas share the limits of the gate, and can't share
   *     those of the strategy; then nothing has changed
   */
  void update(Strategy strategy);

  /**
   * Returns what {@link #update} would do at once, and does nothing: it is played on a copy of the
   * line, while no other arrival joins it. By the time of the update other arrivals may wait.
   *
   * <p>The copy has no memory of which callers were served, and which classes had the last of the
   * permits, when they are no longer inside; and a line that stands drains there. Where arrivals
   * cost more than one permit, or partitions have bounds, that may make a difference.
   *
   * @throws IllegalArgumentException if a setting is out of its range
   * @throws UnsupportedOperationException if {@link #update} would throw it
   */
  UpdateEffect preview(Strategy strategy);
}
