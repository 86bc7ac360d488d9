package dev.weir.gate.queue;

import static dev.weir.gate.Arrival.Priority.CRITICAL;
import static dev.weir.gate.Arrival.Priority.HIGH;
import static dev.weir.gate.Arrival.Priority.LOW;
import static dev.weir.gate.Arrival.Priority.NORMAL;
import static dev.weir.gate.GateLimits.UNBOUNDED_WAIT;
import static dev.weir.gate.queue.Joining.arrival;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import dev.weir.gate.Arrival;
import dev.weir.gate.Arrival.Priority;
import dev.weir.gate.CallerLevels;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Sharing;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten permits and ten places: five of each are guaranteed to critical, two to high, one to low. */
class PriorityDisciplineTest {

  private final PriorityDiscipline line =
      new PriorityDiscipline(
          new PriorityShares(Map.of(CRITICAL, 0.5, HIGH, 0.2, LOW, 0.1), 1),
          Sharing.NONE,
          new GateLimits(10, 10, UNBOUNDED_WAIT));

  private static Waiter one(Priority priority) {
    return new Waiter(arrival(priority), 0);
  }

  private Waiter join(Priority priority) {
    Waiter waiter = one(priority);
    line.join(waiter);
    return waiter;
  }

  private void join(Priority priority, int count) {
    Stream.generate(() -> priority).limit(count).forEach(this::join);
  }

  private void inside(Priority priority, int count) {
    Stream.generate(() -> priority)
        .limit(count)
        .map(Joining::arrival)
        .forEach(each -> line.entered(each, 1));
  }

  @Test
  void theHighestThatHasLessThanItsShareGoesFirst() {
    inside(NORMAL, 10);
    Waiter low = join(LOW);
    Waiter high = join(HIGH);
    assertThat(line.next(1), sameInstance(high));
    assertThat(line.next(1), sameInstance(low));
  }

  @Test
  void aLowClassGetsItsShareEvenIfAHigherOneWaits() {
    inside(CRITICAL, 10);
    Waiter critical = join(CRITICAL);
    Waiter low = join(LOW);
    assertThat(line.next(1), sameInstance(low));
    assertThat(line.next(1), sameInstance(critical));
  }

  @Test
  void beyondTheSharesTheHighestGoesFirst() {
    inside(CRITICAL, 6);
    inside(HIGH, 3);
    inside(LOW, 1);
    join(LOW);
    join(NORMAL);
    Waiter high = join(HIGH);
    assertThat(line.next(1), sameInstance(high));
  }

  @Test
  void onePermitThatComesBackIsOneLessThanTheShare() {
    inside(HIGH, 2);
    Waiter high = join(HIGH);
    Waiter critical = join(CRITICAL);
    inside(CRITICAL, 5);
    line.left(arrival(HIGH), 1);
    assertThat(line.next(1), sameInstance(high));
    assertThat(line.next(1), sameInstance(critical));
  }

  @ParameterizedTest
  @EnumSource
  void withinAClassFirstComeIsFirstServed(Priority priority) {
    Waiter first = join(priority);
    Waiter second = join(priority);
    assertThat(line.next(1), sameInstance(first));
    assertThat(line.next(1), sameInstance(second));
    assertThat(line.next(1), nullValue());
  }

  @Test
  void thoseOfItsOwnClassAreSureToBeAhead() {
    join(NORMAL, 2);
    assertThat(line.ahead(one(NORMAL)), is(2));
    assertThat(line.ahead(one(LOW)), is(0));
  }

  @Test
  void theLastOfTheLowestClassYieldsToAHigherOne() {
    join(NORMAL, 7);
    join(LOW, 2);
    Waiter last = join(LOW);
    assertThat(line.yieldTo(one(NORMAL)), sameInstance(last));
  }

  @Test
  void whatIsGuaranteedToAClassIsNotTakenFromIt() {
    Waiter borrowed = join(NORMAL);
    join(CRITICAL, 8);
    join(LOW, 1);
    assertThat(line.yieldTo(one(CRITICAL)), sameInstance(borrowed));
    assertThat(line.yieldTo(one(CRITICAL)), nullValue());
  }

  @Test
  void aLowerClassTakesBackWhatAHigherOneBorrowed() {
    join(CRITICAL, 9);
    Waiter last = join(CRITICAL);
    assertThat(line.yieldTo(one(LOW)), sameInstance(last));
  }

  @Test
  void noWaiterYieldsToItsOwnClassOrALowerOneBeyondItsShare() {
    join(NORMAL, 10);
    assertThat(line.yieldTo(one(NORMAL)), nullValue());
    join(LOW, 1);
    assertThat(line.yieldTo(one(LOW)), nullValue());
  }

  @Test
  void aShareOfLessThanAPermitIsATurnNowAndThen() {
    PriorityDiscipline single =
        new PriorityDiscipline(
            new PriorityShares(Map.of(CRITICAL, 0.5, LOW, 0.05), 1),
            Sharing.NONE,
            new GateLimits(1, 10, UNBOUNDED_WAIT));
    int low = 0;
    for (int i = 0; i < 400; i++) {
      single.join(one(LOW));
      single.join(one(CRITICAL));
      low += Objects.requireNonNull(single.next(1)).arrival.priority() == LOW ? 1 : 0;
    }
    assertThat(low, is(both(greaterThanOrEqualTo(19)).and(lessThanOrEqualTo(21))));
  }

  @Test
  void whatAClassDoesNotLendIsFreeForItAlone() {
    PriorityDiscipline keeping =
        new PriorityDiscipline(
            new PriorityShares(Map.of(CRITICAL, 0.5, HIGH, 0.2), 0),
            Sharing.NONE,
            new GateLimits(10, 10, UNBOUNDED_WAIT));
    assertThat(keeping.kept(10), is(7));
    assertThat(keeping.spare(arrival(LOW), 7), is(0));
    assertThat(keeping.spare(arrival(LOW), 8), is(1));
    assertThat(keeping.spare(arrival(HIGH), 1), is(1));
    keeping.entered(arrival(HIGH), 1);
    keeping.entered(arrival(HIGH), 1);
    assertThat(keeping.spare(arrival(HIGH), 5), is(0));
    Waiter low = one(LOW);
    Waiter critical = one(CRITICAL);
    keeping.join(low);
    keeping.join(critical);
    assertThat(keeping.next(5), sameInstance(critical));
    assertThat(keeping.next(5), nullValue());
    assertThat(keeping.next(6), sameInstance(low));
  }

  @Test
  void aShareIsNotRoundedDownByHowItIsWrittenInBinary() {
    PriorityShares shares = new PriorityShares(Map.of(CRITICAL, 0.29), 0.5);
    assertThat(shares.of(100, CRITICAL), is(29.0));
    assertThat(shares.of(100, LOW), is(0.0));
    assertThat(shares.kept(200, CRITICAL), is(29));
    assertThat(shares.kept(100, CRITICAL), is(14));
  }

  @Test
  void aShareOfLessThanAPlaceIsOneAsLongAsThereAreAny() {
    assertThat(places(64), contains(32, 12, 6, 3));
    assertThat(places(8), contains(4, 1, 1, 1));
    assertThat(places(4), contains(2, 1, 1, 0));
    assertThat(places(1), contains(1, 0, 0, 0));
    assertThat(places(0), contains(0, 0, 0, 0));
  }

  private static List<Integer> places(int room) {
    return Stream.of(Priority.values())
        .map(
            priority ->
                new PriorityShares(Map.of(CRITICAL, 0.5, HIGH, 0.2, NORMAL, 0.1, LOW, 0.05), 0.75)
                    .places(room, priority))
        .toList();
  }

  private static Waiter of(String caller) {
    return new Waiter(Arrival.from(caller), 0);
  }

  @Test
  void withinAClassCallersHaveTheirTurnsAndPlacesFairly() {
    PriorityDiscipline fair =
        new PriorityDiscipline(
            new PriorityShares(Map.of(), 1),
            Sharing.BY_CALLER,
            new GateLimits(1, 3, UNBOUNDED_WAIT));
    fair.entered(Arrival.from("flood"), 1);
    Waiter first = of("flood");
    Waiter last = of("flood");
    Waiter modest = of("modest");
    List.of(first, last, modest).forEach(fair::join);
    assertThat(fair.callers(), is(new CallerLevels(2, 1)));
    assertThat(fair.yieldTo(of("flood")), nullValue());
    assertThat(fair.yieldTo(of("newcomer")), sameInstance(last));
    assertThat(fair.next(1), sameInstance(modest));
    assertThat(fair.next(1), sameInstance(first));
  }
}
