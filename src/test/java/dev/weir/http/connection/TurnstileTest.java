package dev.weir.http.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Soon;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnstileTest {

  private static final int PLACES = 2 * Runtime.getRuntime().availableProcessors();

  private final Turnstile turnstile = new Turnstile();
  private final AtomicInteger in = new AtomicInteger();

  private Thread comes() {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                turnstile.enter();
                in.incrementAndGet();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  @Test
  void whoeverComesWhenAllPlacesAreTakenWaitsUntilOneLeaves() {
    for (int i = 0; i < PLACES; i++) {
      comes();
    }
    Soon.until(() -> in.get() == PLACES);
    Thread next = comes();
    Soon.until(() -> next.getState() == Thread.State.WAITING);
    assertThat(in.get(), is(PLACES));

    turnstile.leave();

    Soon.until(() -> in.get() == PLACES + 1);
  }

  @Test
  void whoeverIsInterruptedWhileWaitingTakesNoPlace() throws InterruptedException {
    for (int i = 0; i < PLACES; i++) {
      comes();
    }
    Soon.until(() -> in.get() == PLACES);
    Thread interrupted = comes();
    interrupted.interrupt();
    interrupted.join();

    turnstile.leave();
    comes();

    Soon.until(() -> in.get() == PLACES + 1);
  }
}
