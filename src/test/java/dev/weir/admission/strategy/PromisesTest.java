package dev.weir.admission.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.weir.admission.GateObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromisesTest {

  private final List<Long> missedByNanos = new ArrayList<>();
  private final Promises promises =
      new Promises(
          new GateObserver() {
            @Override
            public void retryAfterMissed(long nanos) {
              missedByNanos.add(nanos);
            }
          });

  @Test
  void promiseIsSettledWhenThoseInLineAndOneMoreAreBack() {
    promises.made(1_000, 3);
    promises.permitReturned(2, 1, 600);
    assertThat(missedByNanos, is(empty()));

    promises.permitReturned(3, 1, 700);
    assertThat(missedByNanos, contains(-300L));
  }

  @Test
  void promiseIsSettledWhenAPermitComesBackForWhichNobodyWaits() {
    promises.made(1_000, 30);
    promises.permitReturned(2, 0, 1_500);
    assertThat(missedByNanos, contains(500L));
  }

  @Test
  void theOneWhoseTurnIsFirstIsSettledFirst() {
    promises.made(1_000, 30);
    promises.made(2_000, 3);
    promises.permitReturned(3, 1, 2_000);
    assertThat(missedByNanos, contains(0L));
  }

  @Test
  void promiseIsSettledOnce() {
    promises.made(1_000, 2);
    promises.permitReturned(2, 1, 700);
    promises.permitReturned(3, 0, 800);
    assertThat(missedByNanos, hasSize(1));
  }

  @Test
  void onlyReturnsThatSettleSomethingAreDue() {
    assertThat(promises.anyDueAt(5, 0), is(false));
    promises.made(1_000, 3);
    assertThat(promises.anyDueAt(2, 1), is(false));
    assertThat(promises.anyDueAt(2, 0), is(true));
    assertThat(promises.anyDueAt(3, 1), is(true));
  }

  @Test
  void noMoreThanASampleIsFollowedUp() {
    for (int i = 0; i < 2 * Promises.MOST; i++) {
      promises.made(1_000, i);
    }
    promises.permitReturned(1_000, 0, 1_000);
    assertThat(missedByNanos, hasSize(Promises.MOST));
  }

  @Test
  void whatIsSettledMakesPlaceForMore() {
    for (int i = 0; i < Promises.MOST; i++) {
      promises.made(1_000, 1);
    }
    promises.permitReturned(1, 0, 1_000);
    promises.made(1_000, 2);
    promises.permitReturned(2, 0, 1_000);
    assertThat(missedByNanos, hasSize(Promises.MOST + 1));
  }
}
