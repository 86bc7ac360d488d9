package dev.weir.lab.tune;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.HttpText;
import dev.weir.StubUpstream;
import dev.weir.lab.load.Connections;
import dev.weir.lab.load.Stop;
import dev.weir.lab.load.StoppedException;
import dev.weir.lab.load.Target;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClosedLoopTrialIT {

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger mostInside = new AtomicInteger();
  private final Stop stop = new Stop();
  private StubUpstream upstream;

  @BeforeEach
  void open() throws IOException {
    upstream = new StubUpstream();
  }

  @AfterEach
  void close() throws IOException {
    upstream.close();
  }

  private void upstreamResponds(String status) {
    upstream.does(
        connection -> {
          while (true) {
            HttpText.read(connection);
            mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            StubUpstream.write(
                connection, HttpText.head("HTTP/1.1 " + status, "Content-Length: 0"));
          }
        });
  }

  private Sample measure(int permits) throws Exception {
    URI url = URI.create("http://127.0.0.1:" + upstream.port());
    try (Connections connections = new Connections(Target.of(url))) {
      return new ClosedLoopTrial(connections, stop).measure(permits);
    }
  }

  @Test
  void backendHasNoMoreRequestsAtOnceThanPermits() throws Exception {
    upstreamResponds("200 OK");
    Sample sample = measure(3);
    assertThat(sample.permits(), is(3));
    assertThat(sample.perSecond(), is(greaterThan(0.0)));
    assertThat(mostInside.get() <= 3, is(true));
  }

  @Test
  void backendThatServesNothingHasNoKnee() {
    upstreamResponds("500 Broken");
    NoKneeException e = assertThrows(NoKneeException.class, () -> measure(2));
    assertThat(e.getMessage(), containsString("no request got a response of 200"));
  }

  @Test
  void trialEndsWhenItIsStopped() {
    upstreamResponds("200 OK");
    stop.request();
    assertThrows(StoppedException.class, () -> measure(1));
  }
}
