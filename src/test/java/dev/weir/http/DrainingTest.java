package dev.weir.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Soon;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DrainingTest {

  private final Draining draining = new Draining();

  private CompletableFuture<Boolean> drain(Duration timeout) {
    CompletableFuture<Boolean> drained = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                drained.complete(draining.drain(timeout));
              } catch (InterruptedException e) {
                drained.completeExceptionally(e);
              }
            });
    return drained;
  }

  @Test
  void isDoneAtOnceWhenNobodyIsUnderWay() {
    assertThat(draining.enter(), is(true));
    draining.leave();
    assertThat(drain(Duration.ZERO).join(), is(true));
  }

  @Test
  void waitsForThoseUnderWayAndLetsNobodyBegin() {
    assertThat(draining.enter(), is(true));
    CompletableFuture<Boolean> drained = drain(Duration.ofMinutes(1));
    Soon.until(draining::begun);
    assertThat(draining.enter(), is(false));
    assertThat(drained.isDone(), is(false));
    draining.leave();
    assertThat(drained.join(), is(true));
  }

  @Test
  void givesUpWhenTheTimeIsOver() {
    assertThat(draining.enter(), is(true));
    assertThat(drain(Duration.ofMillis(1)).join(), is(false));
  }
}
