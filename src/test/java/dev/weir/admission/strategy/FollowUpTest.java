package dev.weir.admission.strategy;

import static dev.weir.admission.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import dev.weir.admission.Admission.Admitted;
import dev.weir.admission.Admission.Shed;
import dev.weir.admission.Gate;
import dev.weir.admission.GateLimits;
import dev.weir.admission.GateObserver;
import dev.weir.admission.Permit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gate learns from the permits that come back, whoever shed whom. */
class FollowUpTest {

  private final AtomicInteger followedUp = new AtomicInteger();

  static Stream<String> strategies() {
    return GateContractTest.all();
  }

  private Gate gate(String strategy) {
    GateObserver observer =
        new GateObserver() {
          @Override
          public void retryAfterMissed(long nanos) {
            followedUp.incrementAndGet();
          }
        };
    return Strategies.create(
        strategy, new GateLimits(1, 0, Duration.ZERO), observer, System::nanoTime);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void whatOneWhoWasShedWasToldIsFollowedUpWhenAPermitComesBack(String strategy) {
    Gate gate = gate(strategy);
    Permit permit = ((Admitted) gate.enter(SOMEBODY)).permit();
    gate.close();
    assertThat(gate.enter(SOMEBODY), instanceOf(Shed.class));
    assertThat(followedUp.get(), is(0));
    permit.close();
    assertThat(followedUp.get(), is(1));
  }
}
