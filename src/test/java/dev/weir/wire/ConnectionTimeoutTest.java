package dev.weir.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.weir.time.ManualTime;
import dev.weir.wire.ConnectionTimeout.Kind;
import dev.weir.wire.ConnectionTimeout.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The owner of a limit, and what happens between two steps of the thread that finds it expired. */
class ConnectionTimeoutTest {

  private static final Duration MOMENT = ConnectionTimeout.MOMENT;
  private static final Duration SOON = MOMENT.multipliedBy(2);
  private static final Duration LATER = Duration.ofHours(1);

  private final ManualTime time = new ManualTime();
  private final List<Kind> expired = new ArrayList<>();
  private final ConnectionTimeout timeout = new ConnectionTimeout(time.timeouts(), expired::add);

  @Test
  void aLimitThatIsKeptDoesNotExpire() {
    Limit limit = timeout.begin(Kind.HEAD, SOON);
    assertThat(timeout.end(limit, false), is(true));
    time.advance(LATER);
    assertThat(expired, is(empty()));
  }

  @Test
  void aLimitThatExpiredWasNotKept() {
    Limit limit = timeout.begin(Kind.HEAD, SOON);
    time.advance(SOON);
    assertThat(expired, contains(Kind.HEAD));
    assertThat(timeout.end(limit, false), is(false));
  }

  @Test
  void aLimitThatEndsAsItIsFoundExpiredWasKept() {
    Limit limit = timeout.begin(Kind.HEAD, SOON);
    List<Boolean> kept = new ArrayList<>();
    time.advance(SOON, () -> kept.add(timeout.end(limit, false)));
    assertThat(kept, contains(true));
    assertThat(expired, is(empty()));
  }

  @Test
  void aLimitTakesThePlaceOfTheOneBefore() {
    timeout.begin(Kind.HEAD, SOON);
    timeout.begin(Kind.NEXT_REQUEST, LATER);
    time.advance(SOON);
    assertThat(expired, is(empty()));
    time.advance(LATER);
    assertThat(expired, contains(Kind.NEXT_REQUEST));
  }

  @Test
  void anUntimedLimitRunsFromTheExpiryOfTheResponse() {
    timeout.beginResponse();
    Limit limit = timeout.beginUntimed(Kind.PROGRESS, SOON);
    time.advance(MOMENT);
    assertThat(expired, is(empty()));
    time.advance(SOON);
    assertThat(expired, contains(Kind.PROGRESS));
    assertThat(timeout.end(limit, true), is(false));
  }

  @Test
  void outsideARequestNoLimitIsUntimed() {
    timeout.beginUntimed(Kind.PROGRESS, SOON);
    time.advance(SOON);
    assertThat(expired, contains(Kind.PROGRESS));
  }

  @Test
  void afterABriefWriteTheClientIsWatchedAsBefore() {
    timeout.beginResponse();
    timeout.end(timeout.beginUntimed(Kind.PROGRESS, LATER), true);
    time.advance(MOMENT);
    assertWatchedWithinAMoment();
  }

  @Test
  void afterALongWriteTheClientIsWatchedAMomentLater() {
    timeout.beginResponse();
    Limit write = timeout.beginUntimed(Kind.PROGRESS, LATER);
    time.advance(MOMENT);
    timeout.end(write, true);
    assertWatchedWithinAMoment();
  }

  @Test
  void theClientIsWatchedSoonAfterAWriteFoundAtItsEnd() {
    timeout.beginResponse();
    Limit write = timeout.beginUntimed(Kind.PROGRESS, LATER);
    time.advance(MOMENT, () -> timeout.end(write, true));
    assertWatchedWithinAMoment();
  }

  private void assertWatchedWithinAMoment() {
    time.advance(MOMENT);
    assertThat(expired, contains(Kind.RESPONSE));
  }

  @Test
  void aLimitBegunDuringALookAtALongerOneIsTimely() {
    timeout.beginResponse();
    timeout.beginUntimed(Kind.PROGRESS, LATER);
    time.advance(MOMENT, () -> timeout.begin(Kind.HEAD, SOON));
    time.advance(SOON);
    assertThat(expired, contains(Kind.HEAD));
  }

  @Test
  void aResponseIsResumedOnlyWhereNoOtherLimitIsInForce() {
    timeout.begin(Kind.PROGRESS, SOON);
    timeout.resumeResponse();
    time.advance(SOON);
    timeout.resumeResponse();
    time.advance(MOMENT);
    assertThat(expired, contains(Kind.PROGRESS, Kind.RESPONSE));
  }

  @Test
  void afterTheEndNothingExpires() {
    timeout.begin(Kind.HEAD, SOON);
    timeout.end();
    time.advance(LATER);
    assertThat(expired, is(empty()));
  }
}
