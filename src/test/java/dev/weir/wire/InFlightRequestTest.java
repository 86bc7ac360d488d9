package dev.weir.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InFlightRequestTest {

  private final InFlightRequest underWay = new InFlightRequest();

  @BeforeEach
  void begin() {
    underWay.isOn(Thread.currentThread());
  }

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void aClientThatLeavesInterruptsItsRequest() {
    underWay.begin();
    underWay.leaves();
    assertThat(Thread.currentThread().isInterrupted(), is(true));
    assertThat(underWay.gone(), is(true));
  }

  @Test
  void theInterruptDoesNotOutliveTheRequest() {
    underWay.begin();
    underWay.leaves();
    underWay.end();
    assertThat(Thread.currentThread().isInterrupted(), is(false));
  }

  @Test
  void aRequestThatIsOverIsNotInterrupted() {
    underWay.begin();
    underWay.end();
    underWay.leaves();
    assertThat(Thread.currentThread().isInterrupted(), is(false));
    assertThat(underWay.gone(), is(false));
  }

  @Test
  void anInterruptOfSomebodyElseStays() {
    underWay.begin();
    Thread.currentThread().interrupt();
    underWay.end();
    assertThat(Thread.currentThread().isInterrupted(), is(true));
  }

  @Test
  void aRequestThatCameBeforeItsWaitWasEndedIsNotInterrupted() {
    underWay.whileNoneBegins(Thread.currentThread()::interrupt);
    underWay.begin();
    assertThat(Thread.currentThread().isInterrupted(), is(false));
  }

  @Test
  void whoeverEndsTheWaitForARequestInterruptsNoneHoweverCloseBothAre() throws Exception {
    int interrupted = 0;
    for (int i = 0; i < 2_000; i++) {
      InFlightRequest one = new InFlightRequest();
      Thread connection = Thread.currentThread();
      one.isOn(connection);
      Thread stop = Thread.ofVirtual().start(() -> endTheWait(one, connection));
      one.begin();
      stop.join();
      interrupted += Thread.interrupted() ? 1 : 0;
      one.end();
    }
    assertThat(interrupted, is(0));
  }

  /** As Helidon does it: it looks first. */
  private static void endTheWait(InFlightRequest one, Thread connection) {
    one.whileNoneBegins(
        () -> {
          if (!one.now()) {
            connection.interrupt();
          }
        });
  }

  @Test
  void noRequestIsInterruptedAfterItsEndHoweverCloseBothAre() throws Exception {
    int late = 0;
    for (int i = 0; i < 2_000; i++) {
      InFlightRequest one = new InFlightRequest();
      one.isOn(Thread.currentThread());
      one.begin();
      Thread leaver = Thread.ofVirtual().start(one::leaves);
      one.end();
      late += Thread.currentThread().isInterrupted() ? 1 : 0;
      leaver.join();
      late += Thread.interrupted() ? 1 : 0;
    }
    assertThat(late, is(0));
  }
}
