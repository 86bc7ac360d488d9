package dev.weir.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import dev.weir.edge.ActiveRequest;
import dev.weir.edge.ActiveView;
import dev.weir.edge.ActiveView.Stage;
import dev.weir.edge.Draining;
import dev.weir.gate.Gate;
import dev.weir.gate.GateLimits;
import dev.weir.gate.GateObserver;
import dev.weir.gate.strategy.WaitThenShed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The steps of a stop, and what takes it from one to the next. */
class StoppingTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final Gate gate =
      new WaitThenShed(new GateLimits(1, 1, LONG), true).open(GateObserver.NONE, System::nanoTime);
  private final Draining draining = new Draining();
  private final AtomicInteger cut = new AtomicInteger();
  private final AtomicInteger drained = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch mayClose = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** One that knows whether it was cut off. */
  private static final class Request implements ActiveRequest {
    private final boolean admitted;
    private volatile boolean cut;

    Request(boolean admitted) {
      this.admitted = admitted;
    }

    @Override
    public boolean cut() {
      cut = true;
      return admitted;
    }

    @Override
    public ActiveView view() {
      Stage stage = admitted ? Stage.INSIDE : Stage.WAITING;
      return new ActiveView("default", "default", "a", stage, 0);
    }

    @Override
    public String description() {
      return "GET /";
    }
  }

  private Stopping stopping(Duration delay, Duration drain) {
    return new Stopping(
        List.of(gate),
        draining,
        () -> new Stopping.Times(delay, drain),
        new CutRequests(cut::incrementAndGet),
        new Stopping.Actions(drained::incrementAndGet, this::close, ended::countDown));
  }

  private void close() {
    closing.countDown();
    try {
      mayClose.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Request enter(boolean admitted) {
    Request request = new Request(admitted);
    assertThat(draining.enter(request), is(true));
    return request;
  }

  private void assertEnds() throws InterruptedException {
    mayClose.countDown();
    ended.await();
  }

  @AfterEach
  void letGo() {
    mayClose.countDown();
  }

  @Test
  void isNotReadyDuringTheDelayAndTakesRequestsOn() {
    stopping(LONG, LONG).ask();
    Eventually.until(draining::announced);
    assertThat(draining.begun(), is(false));
    assertThat(drained.get(), is(0));
    enter(true);
  }

  @Test
  void drainsWhenTheDelayIsOver() throws InterruptedException {
    Request request = enter(true);
    stopping(SHORT, LONG).ask();
    Eventually.until(() -> drained.get() == 1);
    assertThat(draining.begun(), is(true));
    assertThat(request.cut, is(false));
    draining.leave(request);
    assertEnds();
    assertThat(cut.get(), is(0));
  }

  @Test
  void aSecondRequestEndsTheDelayAndAThirdCuts() throws InterruptedException {
    Request request = enter(true);
    Stopping stopping = stopping(LONG, LONG);
    stopping.ask();
    Eventually.until(draining::announced);
    stopping.ask();
    Eventually.until(draining::begun);
    assertThat(request.cut, is(false));
    stopping.ask();
    Eventually.until(() -> request.cut);
    assertEnds();
    assertThat(cut.get(), is(1));
  }

  @Test
  void cutsOffAdmittedRequestsWhenTheDrainTimeoutIsOver() throws InterruptedException {
    Request inside = enter(true);
    Request refused = enter(false);
    stopping(Duration.ZERO, SHORT).ask();
    closing.await();
    draining.leave(inside);
    draining.leave(refused);
    assertEnds();
    assertThat(cut.get(), is(1));
  }

  @Test
  void whatIsLeftAtTheEndIsCountedOnceAndNotTwice() throws InterruptedException {
    enter(true);
    enter(false);
    stopping(Duration.ZERO, SHORT).ask();
    assertEnds();
    assertThat(cut.get(), is(2));
  }

  @Test
  void whatCantBeClosedDoesNotKeepTheProcess() throws InterruptedException {
    stopping(Duration.ZERO, LONG).ask();
    ended.await();
    assertThat(closing.getCount(), is(0L));
    assertThat(mayClose.getCount(), is(1L));
  }
}
