package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateHarness.SOMEBODY;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Budget;
import dev.weir.gate.GateLimits;
import dev.weir.gate.Permit;
import dev.weir.gate.queue.FifoDiscipline;
import dev.weir.gate.queue.QueueingSemaphore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two threads that go through the same permits side by side. */
class CostedPermitStressTest {

  private final AtomicInteger givenBack = new AtomicInteger();
  private final AtomicInteger place = new AtomicInteger();

  private final QueueingSemaphore semaphore =
      new QueueingSemaphore(
          new GateLimits(GateLimits.MOST, 0, Duration.ZERO), new FifoDiscipline(), () -> 0);

  private Permit permit() {
    semaphore.enter(SOMEBODY);
    return new CostedPermit(semaphore, SOMEBODY) {
      @Override
      void closing() {
        givenBack.incrementAndGet();
      }
    }.taking(1);
  }

  @Test
  void aPermitThatTwoCloseAtOnceIsGivenBackOnce() throws InterruptedException {
    int rounds = Budget.rounds(10_000, 1_000_000);
    List<Permit> permits = Stream.generate(this::permit).limit(rounds).toList();
    Thread other = Thread.ofPlatform().start(() -> closeAll(permits));
    closeAll(permits);
    other.join();
    assertThat(givenBack.get(), is(rounds));
    assertThat(semaphore.inside(), is(0));
  }

  /** The first thread at a permit waits there for the other. */
  private void closeAll(List<Permit> permits) {
    for (int i = 0; i < permits.size(); i++) {
      place.incrementAndGet();
      while (place.get() < 2 * (i + 1)) {
        Thread.onSpinWait();
      }
      permits.get(i).close();
    }
  }
}
