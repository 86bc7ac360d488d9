package dev.weir.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NewConnectionLimiterTest {

  private static final int PLACES = 2 * Runtime.getRuntime().availableProcessors();

  private final AtomicLong nowNanos = new AtomicLong();
  private final NewConnectionLimiter limiter = new NewConnectionLimiter(nowNanos::get);
  private final Queue<String> order = new ConcurrentLinkedQueue<>();
  private final AtomicInteger in = new AtomicInteger();

  private Thread comes() {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                limiter.enter();
                in.incrementAndGet();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void fill() {
    for (int i = 0; i < PLACES; i++) {
      comes();
    }
    Eventually.until(() -> in.get() == PLACES);
  }

  private void lineUp(String... names) {
    for (String name : names) {
      Thread thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      limiter.enter();
                      order.add(name);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      Eventually.until(() -> thread.getState() == Thread.State.WAITING);
    }
  }

  private void leave(int times) {
    for (int i = 0; i < times; i++) {
      int before = order.size();
      limiter.leave();
      Eventually.until(() -> order.size() == before + 1);
    }
  }

  @Test
  void aLineThatDrainsIsServedInItsOrder() {
    fill();
    lineUp("a", "b", "c");
    nowNanos.addAndGet(NewConnectionLimiter.STANDS_AFTER_NANOS);
    leave(3);
    assertThat(order, contains("a", "b", "c"));
  }

  @Test
  void everyOtherTurnIsTheNewestOnesWhenTheLineStands() {
    fill();
    lineUp("a", "b", "c", "d");
    nowNanos.addAndGet(NewConnectionLimiter.STANDS_AFTER_NANOS + 1);
    leave(4);
    assertThat(order, contains("d", "a", "c", "b"));
  }

  @Test
  void whoeverComesWhenAllPlacesAreTakenWaitsUntilOneLeaves() {
    fill();
    Thread next = comes();
    Eventually.until(() -> next.getState() == Thread.State.WAITING);
    assertThat(in.get(), is(PLACES));

    limiter.leave();

    Eventually.until(() -> in.get() == PLACES + 1);
  }

  @Test
  void whoeverIsInterruptedWhileWaitingTakesNoPlace() throws InterruptedException {
    fill();
    Thread interrupted = comes();
    interrupted.interrupt();
    interrupted.join();

    limiter.leave();
    comes();

    Eventually.until(() -> in.get() == PLACES + 1);
  }
}
