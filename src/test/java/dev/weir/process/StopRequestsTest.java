package dev.weir.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StopRequestsTest {

  private final AtomicLong nowNanos = new AtomicLong();
  private final AtomicInteger early = new AtomicInteger();
  private final AtomicInteger counted = new AtomicInteger();
  private final StopRequests requests = new StopRequests(nowNanos::get, early::incrementAndGet);

  private void requestAfter(Duration time) {
    nowNanos.addAndGet(time.toNanos());
    requests.request();
  }

  @Test
  void signalsWithinASecondAreOneRequest() {
    requests.action(counted::incrementAndGet);
    requestAfter(Duration.ZERO);
    requestAfter(Duration.ofMillis(5));
    requestAfter(Duration.ofMillis(994));
    assertThat(counted.get(), is(1));
  }

  @Test
  void aSignalASecondLaterIsAnotherRequest() {
    requests.action(counted::incrementAndGet);
    requestAfter(Duration.ZERO);
    requestAfter(Duration.ofMillis(500));
    requestAfter(Duration.ofMillis(500));
    requestAfter(Duration.ofSeconds(1));
    assertThat(counted.get(), is(3));
  }

  @Test
  void aRequestThatComesDuringTheStartEndsIt() {
    requestAfter(Duration.ZERO);
    requests.action(counted::incrementAndGet);
    assertThat(early.get(), is(1));
    assertThat(counted.get(), is(0));
  }
}
