package dev.weir.admission.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.weir.admission.Admission.Shed;
import dev.weir.admission.GateObserver;
import dev.weir.admission.ShedReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionsTest {

  private final AtomicLong clock = new AtomicLong(1_000);
  private final List<String> heard = new ArrayList<>();
  private final List<Long> missedNanos = new ArrayList<>();
  private final Decisions decisions =
      new Decisions(
          new GateObserver() {
            @Override
            public void admitted(long waitedNanos) {
              heard.add("admitted after " + waitedNanos);
            }

            @Override
            public void shed(ShedReason reason, long waitedNanos) {
              heard.add(reason + " after " + waitedNanos);
            }

            @Override
            public void retryAfterMissed(long nanos) {
              missedNanos.add(nanos);
            }
          },
          clock::get);

  @Test
  void theObserverAndTheArrivalHearTheSame() {
    Shed shed = decisions.shed(ShedReason.ROOM_FULL, 400, 5);
    assertThat(shed.reason(), is(ShedReason.ROOM_FULL));
    assertThat(shed.waitedNanos(), is(600L));
    assertThat(decisions.admitted(() -> {}, 7).waitedNanos(), is(7L));
    assertThat(heard, contains("ROOM_FULL after 600", "admitted after 7"));
  }

  @Test
  void thoseWhoAreShedTogetherAreNotToldToComeBackTogether() {
    long moments =
        Stream.generate(() -> decisions.shed(ShedReason.ROOM_FULL, 1_000, 0))
            .limit(100)
            .map(Shed::retryAfter)
            .distinct()
            .count();
    assertThat(moments, greaterThan(1L));
  }

  @Test
  void whatWasPromisedIsDueWhenThoseInLineAndOneMoreAreBack() {
    Shed shed = decisions.shed(ShedReason.ROOM_FULL, 1_000, 2);
    clock.set(5_000);
    decisions.permitReturned(2);
    decisions.permitReturned(2);
    assertThat(missedNanos, empty());
    decisions.permitReturned(2);
    assertThat(missedNanos, contains(5_000 - (1_000 + shed.retryAfter().toNanos())));
  }

  @Test
  void thoseWhoCameBackBeforeThePromiseDoNotCountForIt() {
    decisions.permitReturned(1);
    decisions.permitReturned(1);
    decisions.shed(ShedReason.ROOM_FULL, 1_000, 1);
    decisions.permitReturned(1);
    assertThat(missedNanos, empty());
  }
}
