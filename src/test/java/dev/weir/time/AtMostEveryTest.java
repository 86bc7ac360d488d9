package dev.weir.time;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AtMostEveryTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
  private final AtMostEvery lines = new AtMostEvery(Duration.ofNanos(10), nanos::get);

  @Test
  void oneIsLetThroughInAnInterval() {
    assertThat(lines.now(), is(true));
    assertThat(lines.now(), is(false));
    nanos.addAndGet(9);
    assertThat(lines.now(), is(false));
    nanos.addAndGet(1);
    assertThat(lines.now(), is(true));
    assertThat(lines.now(), is(false));
  }
}
