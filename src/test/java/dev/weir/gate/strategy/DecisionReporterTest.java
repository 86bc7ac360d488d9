package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission.Shed;
import dev.weir.gate.GateObserver;
import dev.weir.gate.ShedReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionReporterTest {

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long STEP_NANOS = 5;

  private final AtomicLong clock = new AtomicLong(1_000);
  private final List<String> heard = new ArrayList<>();
  private final List<Long> missedNanos = new ArrayList<>();
  private final DecisionReporter decisions =
      new DecisionReporter(
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
          clock::get,
          now -> STEP_NANOS);

  @Test
  void theObserverAndTheArrivalLearnTheSame() {
    Shed shed = decisions.shed(decisions.arrived(SOMEBODY, 400), ShedReason.ROOM_FULL, 600, 5);
    assertThat(shed.reason(), is(ShedReason.ROOM_FULL));
    assertThat(shed.waitedNanos(), is(600L));
    assertThat(
        decisions.admitted(decisions.arrived(SOMEBODY, 400), () -> {}, 7).waitedNanos(), is(7L));
    assertThat(heard, contains("ROOM_FULL after 600", "admitted after 7"));
  }

  @Test
  void callersShedTogetherGetTurnsOneByOne() {
    List<Long> turns =
        Stream.generate(() -> shed(clock.get()).retryAfter().toNanos()).limit(3).toList();
    assertThat(turns, contains(SECOND_NANOS, SECOND_NANOS + 5, SECOND_NANOS + 10));
  }

  @Test
  void aTurnThatFindsAPermitWasRight() {
    comeBack();
    decisions.admittedAtOnce(SOMEBODY, () -> {});
    assertThat(missedNanos, contains(0L));
  }

  @Test
  void aTurnThatWaitsWasTooEarlyByThat() {
    comeBack();
    decisions.admitted(decisions.arrived(SOMEBODY, clock.get()), () -> {}, 700);
    assertThat(missedNanos, contains(700L));
  }

  @Test
  void aTurnThatIsShedWasTooEarlyUntilTheNext() {
    comeBack();
    Shed again = shed(clock.get());
    assertThat(missedNanos, contains(again.retryAfter().toNanos()));
  }

  @Test
  void aCallerAdmittedJustBeforeItsTurnHadItTooLate() {
    comeBack();
    clock.addAndGet(-400);
    decisions.admittedAtOnce(SOMEBODY, () -> {});
    assertThat(missedNanos, contains(-400L));
  }

  @Test
  void aCallerLongBeforeItsTurnShowsNothing() {
    shed(clock.get());
    decisions.admittedAtOnce(SOMEBODY, () -> {});
    assertThat(missedNanos, empty());
  }

  private Shed shed(long cameNanos) {
    return decisions.shed(decisions.arrived(SOMEBODY, cameNanos), ShedReason.ROOM_FULL, 0, 0);
  }

  private void comeBack() {
    clock.addAndGet(shed(clock.get()).retryAfter().toNanos());
  }
}
