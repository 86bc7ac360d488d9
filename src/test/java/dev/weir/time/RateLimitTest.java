package dev.weir.time;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
  private final RateLimit limit = new RateLimit(10, nanos::get);

  private long takenOf(int tries) {
    return LongStream.range(0, tries).filter(each -> limit.take()).count();
  }

  @Test
  void aSecondsWorthIsLetThroughAtOnce() {
    assertThat(takenOf(20), is(10L));
  }

  @Test
  void afterThatTheyComeEvenly() {
    takenOf(20);
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(99));
    assertThat(takenOf(3), is(0L));
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(takenOf(3), is(1L));
  }

  @Test
  void aLongPauseSavesUpNoMoreThanASecondsWorth() {
    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(takenOf(20), is(10L));
  }

  @Test
  void ofNoneNoneIsLetThrough() {
    assertThat(new RateLimit(0, nanos::get).take(), is(false));
  }

  @Test
  void severalThreadsGetNoMoreThanOneWould() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Long>> tries = Collections.nCopies(8, () -> takenOf(5));
      long taken = 0;
      for (Future<Long> each : threads.invokeAll(tries)) {
        taken += each.get();
      }
      assertThat(taken, is(10L));
    }
  }
}
