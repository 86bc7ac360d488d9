package dev.weir.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.Eventually;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AcceptPaceTest {

  private static final int GROUPS = 2;
  private static final int GROUP = 3;
  private static final int AHEAD = GROUPS * GROUP;

  private final Queue<Runnable> inLine = new LinkedBlockingQueue<>();
  private final AcceptPace pace = new AcceptPace(GROUPS, GROUP, inLine::add);
  private final AtomicInteger accepted = new AtomicInteger();

  private Thread accept(int connections) {
    return Thread.ofVirtual()
        .start(
            () -> {
              for (int i = 0; i < connections; i++) {
                pace.await();
                accepted.incrementAndGet();
              }
            });
  }

  @Test
  void noMoreThanAFewConnectionsWaitForAProcessor() {
    Thread acceptor = accept(AHEAD + 1);

    Eventually.until(() -> acceptor.getState() == Thread.State.WAITING);
    assertThat(accepted.get(), is(AHEAD));
  }

  @Test
  void aGroupThatAProcessorHasComeToMakesRoomForTheNext() {
    Thread acceptor = accept(AHEAD + GROUP + 1);
    Eventually.until(() -> acceptor.getState() == Thread.State.WAITING);

    inLine.remove().run();

    Eventually.until(
        () -> accepted.get() == AHEAD + GROUP && acceptor.getState() == Thread.State.WAITING);
  }
}
