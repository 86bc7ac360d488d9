package dev.weir.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InFlightRequestTest {

  private final InFlightRequest request = new InFlightRequest();

  @BeforeEach
  void bind() {
    request.runsOn(Thread.currentThread());
  }

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  private static void assertInterrupted(boolean whether) {
    assertThat("interrupted", Thread.currentThread().isInterrupted(), is(whether));
  }

  @Test
  void aClientThatLeavesInterruptsItsRequest() {
    request.begin();
    request.clientGone();
    assertInterrupted(true);
    assertThat(request.gone(), is(true));
  }

  @Test
  void theInterruptDoesNotOutliveTheRequest() {
    request.begin();
    request.clientGone();
    request.end();
    assertInterrupted(false);
  }

  @Test
  void aRequestThatIsOverIsNotInterrupted() {
    request.begin();
    request.end();
    request.clientGone();
    assertInterrupted(false);
    assertThat(request.gone(), is(false));
  }

  @Test
  void anInterruptFromElsewhereStays() {
    request.begin();
    Thread.currentThread().interrupt();
    request.end();
    assertInterrupted(true);
  }

  @Test
  void aClientThatLeavesDuringAWriteInterruptsItsRequestAfterIt() {
    request.begin();
    request.write(
        () -> {
          request.clientGone();
          assertInterrupted(false);
        });
    assertInterrupted(true);
  }

  @Test
  void aClientThatLeavesWithTheLastBytesDisturbsNoEnd() {
    request.begin();
    request.write(request::clientGone);
    request.end();
    assertInterrupted(false);
  }

  @Test
  void aStuckWriteIsInterruptedThoughItsClientHasLeft() {
    request.begin();
    request.write(
        () -> {
          request.clientGone();
          request.clientStalled();
          assertInterrupted(true);
        });
  }

  @Test
  void aStuckInterimResponseIsInterruptedThoughTheRequestOutlivesItsClient() {
    request.begin();
    request.outlivesClient(() -> true);
    request.write(
        () -> {
          request.clientStalled();
          assertInterrupted(true);
        });
  }

  @Test
  void aWriteOutsideARequestThatIsNotTakenIsInterrupted() {
    request.begin();
    request.write(request::clientGone);
    request.end();
    request.write(
        () -> {
          request.clientStalled();
          request.interruptSocket();
          assertInterrupted(true);
        });
  }

  @Test
  void aRequestThatOutlivesItsClientIsNotInterruptedButKnowsIt() {
    request.begin();
    request.outlivesClient(() -> true);
    request.clientGone();
    assertInterrupted(false);
    assertThat(request.gone(), is(true));
  }

  @Test
  void aClientWithItsLateResponseLeavesWithoutDisturbingTheWriter() {
    request.begin();
    request.respond(request::clientGone);
    assertInterrupted(false);
    assertThat(request.gone(), is(true));
  }

  @Test
  void aClientThatDoesNotTakeItsLateResponseInterruptsItsWriter() throws InterruptedException {
    request.begin();
    boolean[] interrupted = new boolean[1];
    Thread responder =
        Thread.ofVirtual()
            .start(
                () ->
                    request.respond(
                        () -> {
                          request.clientStalled();
                          interrupted[0] = Thread.interrupted();
                        }));
    responder.join();
    assertThat(interrupted[0], is(true));
    assertInterrupted(false);
  }

  @Test
  void aRequestIsCancelledOnlyWhileItIsInFlight() {
    assertThat(request.cancel(), is(false));
    request.begin();
    assertThat(request.cancel(), is(true));
    assertInterrupted(true);
    request.end();
    assertInterrupted(false);
  }

  @Test
  void aRequestThatCameBeforeItsWaitWasInterruptedGoesOn() {
    request.excludingBegin(Thread.currentThread()::interrupt);
    request.begin();
    assertInterrupted(false);
  }

  @Test
  void theInterruptOfTheWaitForARequestNeverHitsTheRequest() throws Exception {
    int interrupted = 0;
    for (int i = 0; i < 2_000; i++) {
      InFlightRequest one = new InFlightRequest();
      Thread connection = Thread.currentThread();
      one.runsOn(connection);
      Thread stop = Thread.ofVirtual().start(() -> interruptTheWait(one, connection));
      one.begin();
      stop.join();
      interrupted += Thread.interrupted() ? 1 : 0;
      one.end();
    }
    assertThat(interrupted, is(0));
  }

  /** As Helidon does it: it looks first. */
  private static void interruptTheWait(InFlightRequest one, Thread connection) {
    one.excludingBegin(
        () -> {
          if (!one.active()) {
            connection.interrupt();
          }
        });
  }

  @Test
  void noRequestIsInterruptedAfterItsEndHoweverCloseBothAre() throws Exception {
    int late = 0;
    for (int i = 0; i < 2_000; i++) {
      InFlightRequest one = new InFlightRequest();
      one.runsOn(Thread.currentThread());
      one.begin();
      Thread leaver = Thread.ofVirtual().start(one::clientGone);
      one.end();
      late += Thread.currentThread().isInterrupted() ? 1 : 0;
      leaver.join();
      late += Thread.interrupted() ? 1 : 0;
    }
    assertThat(late, is(0));
  }
}
