package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import dev.weir.gate.Admission.Shed;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gate reports what became of a caller that comes back in its turn. */
class FollowUpTest {

  private final AtomicLong clock = new AtomicLong();
  private final List<Duration> missed = new ArrayList<>();

  static Stream<String> strategies() {
    return GateContractTest.all();
  }

  private Gate gate(String strategy) {
    GateObserver observer =
        new GateObserver() {
          @Override
          public void retryAfterMissed(long nanos) {
            missed.add(Duration.ofNanos(nanos));
          }
        };
    GateLimits limits = new GateLimits(1, 0, Duration.ZERO);
    return UsualStrategies.named(strategy, limits).open(observer, clock::get);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aTurnThatIsShedAgainWasTooEarly(String strategy) {
    Gate gate = gate(strategy);
    gate.close();
    Shed first = (Shed) gate.enter(SOMEBODY);
    assertThat(missed, empty());
    clock.addAndGet(first.retryAfter().toNanos());
    Shed second = (Shed) gate.enter(SOMEBODY);
    assertThat(missed, contains(second.retryAfter()));
  }
}
