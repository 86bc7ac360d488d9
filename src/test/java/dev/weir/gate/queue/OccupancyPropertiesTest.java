package dev.weir.gate.queue;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Three counts and two flags in one word; each count has room for the most there can be. */
@AddLifecycleHook(Tries.class)
class OccupancyPropertiesTest {

  private static final int HIGHEST = (1 << 21) - 1;
  private static final int MOST_PERMITS = (1 << 20) - 1;

  private static long word(int permits, int inside, int waiting, boolean closed) {
    long open =
        Occupancy.of(permits) + inside * Occupancy.ONE_INSIDE + waiting * Occupancy.ONE_WAITING;
    return closed ? open | Occupancy.CLOSED : open;
  }

  @Property(tries = 500)
  void withTheLockNoPermitIsTakenWithoutIt(
      @ForAll @IntRange(max = MOST_PERMITS) int permits,
      @ForAll @IntRange(max = HIGHEST) int inside,
      @ForAll @IntRange(max = HIGHEST) int waiting,
      @ForAll boolean closed) {
    long word = word(permits, inside, waiting, closed);
    long locked = word | Occupancy.LOCKED;
    assertThat(Occupancy.isLockFree(word), is(waiting == 0));
    assertThat(Occupancy.isLockFree(locked), is(false));
    assertThat(Occupancy.hasPermits(locked, 1), is(false));
    assertThat(Occupancy.permits(locked), is(permits));
    assertThat(Occupancy.closed(locked), is(closed));
  }

  @Property(tries = 500)
  void eachPartIsReadBackWhateverTheOthersAre(
      @ForAll @IntRange(max = MOST_PERMITS) int permits,
      @ForAll @IntRange(max = HIGHEST) int inside,
      @ForAll @IntRange(max = HIGHEST) int waiting,
      @ForAll boolean closed) {
    long word = word(permits, inside, waiting, closed);
    assertThat(Occupancy.permits(word), is(permits));
    assertThat(Occupancy.inside(word), is(inside));
    assertThat(Occupancy.waiting(word), is(waiting));
    assertThat(Occupancy.closed(word), is(closed));
  }

  @Property(tries = 500)
  void anotherNumberOfPermitsChangesNothingElse(
      @ForAll @IntRange(max = MOST_PERMITS) int before,
      @ForAll @IntRange(max = MOST_PERMITS) int after,
      @ForAll @IntRange(max = HIGHEST) int inside,
      @ForAll boolean closed) {
    long word = word(before, inside, inside / 2, closed);
    assertThat(Occupancy.withPermits(word, after), is(word(after, inside, inside / 2, closed)));
  }

  @Property(tries = 500)
  void thereAreThePermitsIfSoManyAreFreeAndNoneWaitsAndItIsOpen(
      @ForAll @IntRange(min = 1, max = 4) int permits,
      @ForAll @IntRange(max = 5) int inside,
      @ForAll @IntRange(max = 2) int waiting,
      @ForAll @IntRange(min = 1, max = 5) int cost,
      @ForAll boolean closed) {
    boolean expected = inside + cost <= permits && waiting == 0 && !closed;
    assertThat(Occupancy.hasPermits(word(permits, inside, waiting, closed), cost), is(expected));
  }

  @Property(tries = 500)
  void halfOfThePermitsOutIsBusy(
      @ForAll @IntRange(min = 1, max = 9) int permits, @ForAll @IntRange(max = 9) int inside) {
    boolean expected = inside >= permits - inside;
    assertThat(Occupancy.busy(word(permits, inside, 0, false)), is(expected));
  }
}
