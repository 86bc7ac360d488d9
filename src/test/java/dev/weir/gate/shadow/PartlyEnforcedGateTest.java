package dev.weir.gate.shadow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Permit;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.WaitThenShed;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartlyEnforcedGateTest {

  private static final EnforcedShare HALF = new EnforcedShare(5_000);
  private static final Arrival ENFORCED = caller(true);
  private static final Arrival OTHER = caller(false);

  private final Gate gate =
      new WaitThenShed(new GateLimits(1, 1, Duration.ofMinutes(5)), false)
          .open(GateObserver.NONE, System::nanoTime);
  private final Gate partly = new PartlyEnforcedGate(gate, HALF, System::nanoTime);

  private static Arrival caller(boolean enforced) {
    return Stream.iterate(0, number -> number + 1)
        .map(number -> Arrival.from("caller " + number))
        .filter(arrival -> HALF.contains(arrival) == enforced)
        .findFirst()
        .orElseThrow();
  }

  private static Permit permit(Admission admission) {
    assertThat(admission, instanceOf(Admitted.class));
    return ((Admitted) admission).permit();
  }

  @Test
  void othersPassWhateverTheGateDecidesAboutThem() {
    List<Permit> permits = Stream.generate(() -> permit(partly.enter(OTHER))).limit(5).toList();
    Eventually.until(() -> gate.levels().inside() == 1 && gate.levels().waiting() == 1);
    permits.forEach(Permit::close);
    Eventually.until(() -> gate.levels().atRest());
  }

  @Test
  void callersOfTheShareMeetWhatTheyWouldIfAllWereEnforced() {
    List<Permit> permits = Stream.generate(() -> permit(partly.enter(OTHER))).limit(2).toList();
    Eventually.until(() -> gate.levels().waiting() == 1);
    Admission admission = partly.enter(ENFORCED);
    assertThat(admission, instanceOf(Shed.class));
    assertThat(((Shed) admission).reason(), is(ShedReason.ROOM_FULL));
    permits.forEach(Permit::close);
    Eventually.until(() -> gate.levels().atRest());
    permit(partly.enter(ENFORCED)).close();
  }

  @Test
  void aRequestThatIsOverBeforeItsTurnTakesItsTurnAllTheSame() {
    Permit inside = permit(partly.enter(ENFORCED));
    permit(partly.enter(OTHER)).close();
    Eventually.until(() -> gate.levels().waiting() == 1);
    inside.close();
    Eventually.until(() -> gate.levels().atRest());
  }

  @Test
  void closingTheGateEndsAllThatStandIn() {
    Permit inside = permit(partly.enter(OTHER));
    Permit waiting = permit(partly.enter(OTHER));
    Eventually.until(() -> gate.levels().waiting() == 1);
    partly.close();
    Eventually.until(() -> gate.levels().waiting() == 0);
    inside.close();
    waiting.close();
    Eventually.until(() -> gate.levels().atRest());
  }
}
