package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class ServerTimingTest {

  @Test
  void tellsMillisecondsToTheTenth() {
    assertThat(
        ServerTiming.of(12_349_999, 40_000_000).get(), is("queue;dur=12.3, backend;dur=40.0"));
    assertThat(ServerTiming.of(0, 99_999).get(), is("queue;dur=0.0, backend;dur=0.0"));
  }
}
