package dev.weir.gate.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Budget;
import dev.weir.gate.Permit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two threads that go through the same permits side by side. */
class IdempotentPermitStressTest {

  private final AtomicInteger givenBack = new AtomicInteger();
  private final AtomicInteger place = new AtomicInteger();

  private Permit permit() {
    return new IdempotentPermit() {
      @Override
      void giveBack() {
        givenBack.incrementAndGet();
      }
    };
  }

  @Test
  void aPermitThatTwoCloseAtOnceIsGivenBackOnce() throws InterruptedException {
    int rounds = Budget.rounds(10_000, 1_000_000);
    List<Permit> permits = Stream.generate(this::permit).limit(rounds).toList();
    Thread other = Thread.ofPlatform().start(() -> closeAll(permits));
    closeAll(permits);
    other.join();
    assertThat(givenBack.get(), is(rounds));
  }

  /** Whoever is first at a permit waits there for the other. */
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
