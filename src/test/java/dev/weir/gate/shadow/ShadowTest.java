package dev.weir.gate.shadow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.Permit;
import dev.weir.gate.Sharing;
import dev.weir.gate.ShedReason;
import dev.weir.gate.strategy.Adaptive;
import dev.weir.gate.strategy.Block;
import dev.weir.gate.strategy.CoDel;
import dev.weir.gate.strategy.None;
import dev.weir.gate.strategy.Reject;
import dev.weir.gate.strategy.Strategy;
import dev.weir.gate.strategy.WaitThenShed;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a clock that is moved by hand, which passes the largest number. */
class ShadowTest {

  private static final Arrival SOMEBODY = Arrival.from("somebody");
  private static final ShadowStrategy ONE_PERMIT = new ShadowStrategy("one", new Reject(1));
  private static final ShadowStrategy TWO_PERMITS = new ShadowStrategy("two", new Reject(2));

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 100_000_000);
  private final Gate passes = open(new None());
  private Shadow shadow = new Shadow(clock::get, strategy -> GateObserver.NONE);

  private Gate open(Strategy strategy) {
    return strategy.open(GateObserver.NONE, clock::get);
  }

  private void passMillis(long millis) {
    clock.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private void playAll() {
    shadow.play();
    clock.addAndGet(Shadow.DELAY_NANOS);
    shadow.play();
    clock.addAndGet(Shadow.DELAY_NANOS);
    shadow.play();
  }

  private Admission enter(Gate gate) {
    return new ShadowedGate(gate, shadow).enter(SOMEBODY);
  }

  private Permit permit(Gate gate) {
    Admission admission = enter(gate);
    assertThat(admission, instanceOf(Admitted.class));
    return ((Admitted) admission).permit();
  }

  private void call(Gate gate, long millis) {
    try (Permit permit = permit(gate)) {
      passMillis(millis);
      permit.callEnded(CallResult.SUCCESS);
    }
  }

  private ShadowVerdict verdict() {
    return shadow.verdicts().getFirst();
  }

  private long shed(ShedReason reason) {
    return Objects.requireNonNull(verdict().shed().get(reason));
  }

  @Test
  void aStrategyDecidesAboutTheRequestsThatComeFromThenOn() {
    shadow.tryOut(List.of(ONE_PERMIT));
    Permit first = permit(passes);
    Permit second = permit(passes);
    passMillis(5);
    first.close();
    second.close();
    call(passes, 5);
    playAll();
    assertThat(verdict().admitted(), is(2L));
    assertThat(shed(ShedReason.NO_PERMIT), is(1L));
    assertThat(verdict().served(), is(2L));
    assertThat(verdict().inside(), is(0));
  }

  @Test
  void aCallHoldsItsPermitForAsLongAsItReallyTook() {
    shadow.tryOut(List.of(ONE_PERMIT));
    Permit first = permit(passes);
    passMillis(9);
    Permit second = permit(passes);
    passMillis(1);
    first.close();
    second.close();
    call(passes, 1);
    playAll();
    assertThat("the second was shed", verdict().admitted(), is(2L));
  }

  @Test
  void aCallThatIsNotOverHoldsItsPermit() {
    shadow.tryOut(List.of(ONE_PERMIT));
    Permit first = permit(passes);
    playAll();
    call(passes, 1);
    playAll();
    assertThat(verdict().inside(), is(1));
    assertThat(shed(ShedReason.NO_PERMIT), is(1L));
    first.close();
    playAll();
    assertThat(verdict().inside(), is(0));
  }

  @Test
  void aRequestThatWasReallyShedTakesTheTimesOfARecentCall() {
    shadow.tryOut(List.of(TWO_PERMITS));
    Gate real = open(new Reject(1));
    call(real, 7);
    Permit inside = permit(real);
    assertThat(enter(real), instanceOf(Admission.Shed.class));
    passMillis(8);
    inside.close();
    playAll();
    assertThat(verdict().admitted(), is(3L));
    assertThat(verdict().served(), is(3L));
    assertThat(verdict().inside(), is(0));
  }

  @Test
  void waitsArePlayedInTheOrderOfArrival() {
    GateLimits limits = new GateLimits(1, 1, Duration.ofMillis(100));
    shadow.tryOut(List.of(new ShadowStrategy("it", new WaitThenShed(limits, false))));
    List<Permit> inside = List.of(permit(passes), permit(passes), permit(passes));
    passMillis(60);
    inside.forEach(Permit::close);
    playAll();
    assertThat(verdict().admitted(), is(2L));
    assertThat(shed(ShedReason.ROOM_FULL), is(1L));
    passMillis(10_000);
    shadow.play();
    assertThat((double) verdict().waitP99().toMillis(), is(closeTo(60, 2)));
  }

  @Test
  void goodputLeavesOutErrorsAndWhatIsTooLate() {
    shadow.tryOut(List.of(new ShadowStrategy("it", new Block(1))));
    try (Permit failing = permit(passes)) {
      failing.callEnded(CallResult.ERROR);
    }
    Arrival hurried = SOMEBODY.withDeadline(clock.get() + Duration.ofMillis(5).toNanos());
    Admission late = new ShadowedGate(passes, shadow).enter(hurried);
    passMillis(9);
    ((Admitted) late).permit().close();
    call(passes, 1);
    playAll();
    assertThat(verdict().admitted(), is(3L));
    assertThat(verdict().served(), is(1L));
  }

  @Test
  void requestsThatAreTooManyAreCountedAsLostAndPass() {
    shadow = new Shadow(clock::get, strategy -> GateObserver.NONE, 2);
    shadow.tryOut(List.of(ONE_PERMIT));
    List<Permit> inside = List.of(permit(passes), permit(passes), permit(passes));
    inside.forEach(Permit::close);
    playAll();
    assertThat(shadow.lost(), is(1L));
    assertThat(verdict().admitted() + shed(ShedReason.NO_PERMIT), is(2L));
    assertThat(passes.levels().atRest(), is(true));
  }

  @Test
  void whatIsTriedAlreadyGoesOnAsItIs() {
    shadow.tryOut(List.of(ONE_PERMIT));
    call(passes, 1);
    playAll();
    shadow.tryOut(List.of(TWO_PERMITS, ONE_PERMIT));
    shadow.play();
    assertThat(
        shadow.verdicts().stream().map(ShadowVerdict::strategy).toList(), contains("two", "one"));
    assertThat(shadow.verdicts().stream().map(ShadowVerdict::admitted).toList(), contains(0L, 1L));
  }

  @Test
  void otherSettingsHoldForThoseInsideToo() {
    shadow.tryOut(List.of(new ShadowStrategy("it", new Reject(1))));
    Permit first = permit(passes);
    playAll();
    shadow.tryOut(List.of(new ShadowStrategy("it", new Reject(2))));
    List<Permit> more = List.of(permit(passes), permit(passes));
    playAll();
    assertThat(verdict().inside(), is(2));
    assertThat(shed(ShedReason.NO_PERMIT), is(1L));
    first.close();
    more.forEach(Permit::close);
    playAll();
    assertThat(verdict().inside(), is(0));
  }

  @Test
  void aClientThatLeavesDoesNotWaitInTheShadowEither() {
    shadow.tryOut(List.of(new ShadowStrategy("it", new Block(1))));
    Gate real = open(new Block(1));
    Permit inside = permit(real);
    Thread.currentThread().interrupt();
    assertThat(enter(real), instanceOf(Admission.Shed.class));
    assertThat(Thread.interrupted(), is(true));
    passMillis(20);
    inside.close();
    playAll();
    assertThat(shed(ShedReason.INTERRUPTED), is(1L));
  }

  @Test
  void requestsAreDecidedAboutAsTheyAreByTheGateInForce() {
    shadow.tryOut(List.of(ONE_PERMIT));
    Gate real = open(new Reject(1));
    Permit inside = permit(real);
    Admission shed = enter(real);
    assertThat(((Admission.Shed) shed).reason(), is(ShedReason.NO_PERMIT));
    inside.close();
    inside.close();
    assertThat(real.levels().atRest(), is(true));
  }

  @ParameterizedTest
  @CsvSource({"reject, false", "adaptive, true", "codel, true"})
  void onlyStrategiesWithFeedbackAreEstimates(String name, boolean estimate) {
    GateLimits limits = new GateLimits(1, 1, Duration.ofSeconds(1));
    Strategy strategy =
        switch (name) {
          case "adaptive" -> new Adaptive(limits, false, Sharing.NONE, 1, 9);
          case "codel" -> new CoDel(limits, Duration.ofMillis(5), Duration.ofMillis(100));
          default -> new Reject(1);
        };
    assertThat(new ShadowStrategy(name, strategy).isEstimate(), is(estimate));
  }
}
