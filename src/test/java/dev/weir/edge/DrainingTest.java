package dev.weir.edge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.edge.ActiveView.Stage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DrainingTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Thread SERVING = Thread.currentThread();
  private static final SpanIds SPAN = new SpanIds("7a", "5b");

  private final Draining draining = new Draining();
  private final ActiveRequest request = request();

  private static ActiveRequest request() {
    return new ActiveRequest() {
      @Override
      public boolean cut() {
        return true;
      }

      @Override
      public ActiveView view() {
        return new ActiveView("default", "default", "a", Stage.INSIDE, 0);
      }

      @Override
      public Optional<SpanIds> spanOf(Thread thread) {
        return thread == SERVING ? Optional.of(SPAN) : Optional.empty();
      }

      @Override
      public String description() {
        return "GET /";
      }
    };
  }

  private CompletableFuture<Boolean> drain(Duration timeout) {
    CompletableFuture<Boolean> drained = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                draining.begin();
                drained.complete(draining.await(timeout));
              } catch (InterruptedException e) {
                drained.completeExceptionally(e);
              }
            });
    return drained;
  }

  @Test
  void isDoneAtOnceWhenNoRequestIsUnderWay() {
    assertThat(draining.enter(request), is(true));
    draining.leave(request);
    assertThat(drain(Duration.ZERO).join(), is(true));
  }

  @Test
  void waitsForRequestsUnderWayAndLetsNoneBegin() {
    assertThat(draining.enter(request), is(true));
    CompletableFuture<Boolean> drained = drain(LONG);
    Eventually.until(draining::begun);
    assertThat(draining.enter(request()), is(false));
    assertThat(drained.isDone(), is(false));
    draining.leave(request);
    assertThat(drained.join(), is(true));
  }

  @Test
  void givesUpWhenTheTimeIsOver() {
    assertThat(draining.enter(request), is(true));
    assertThat(drain(Duration.ofMillis(1)).join(), is(false));
    assertThat(draining.active(), contains(request));
  }

  @Test
  void givesUpAtOnceWhenThereIsAHurry() {
    assertThat(draining.enter(request), is(true));
    draining.hurry();
    assertThat(drain(LONG).join(), is(false));
  }

  @Test
  void anAnnouncementIsNoReasonToRefuseARequest() {
    draining.announce();
    assertThat(draining.announced(), is(true));
    assertThat(draining.begun(), is(false));
    assertThat(draining.enter(request), is(true));
  }

  @Test
  void theSpanOfAThreadIsThatOfTheRequestItServes() {
    assertThat(draining.spanOf(SERVING), is(Optional.empty()));
    draining.enter(request);
    assertThat(draining.spanOf(SERVING), is(Optional.of(SPAN)));
    assertThat(draining.spanOf(new Thread()), is(Optional.empty()));
  }
}
