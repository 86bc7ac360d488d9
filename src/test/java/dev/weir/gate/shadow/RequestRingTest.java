package dev.weir.gate.shadow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import dev.weir.gate.Arrival;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestRingTest {

  private static RealRequest request(String caller, long number) {
    return new RealRequest(Arrival.from(caller), number);
  }

  @Test
  void whatIsAddedComesOutInOrder() {
    RequestRing ring = new RequestRing(4);
    RealRequest first = request("a", 1);
    RealRequest second = request("a", 2);
    ring.offer(first);
    ring.offer(second);
    assertThat(ring.first(), is(sameInstance(first)));
    ring.removeFirst();
    assertThat(ring.first(), is(sameInstance(second)));
    ring.removeFirst();
    assertThat(ring.first(), is(nullValue()));
  }

  @Test
  void aFullRingTakesNoMoreUntilOneIsTakenOut() {
    RequestRing ring = new RequestRing(2);
    assertThat(ring.offer(request("a", 1)), is(true));
    assertThat(ring.offer(request("a", 2)), is(true));
    assertThat(ring.offer(request("a", 3)), is(false));
    ring.removeFirst();
    assertThat(ring.offer(request("a", 4)), is(true));
  }

  @Test
  void ofManyThreadsNothingIsLostOrOvertakesItsOwn() {
    int threads = 3;
    int each = 20_000;
    RequestRing ring = new RequestRing(64);
    IntStream.range(0, threads)
        .forEach(
            thread ->
                Thread.startVirtualThread(
                    () -> {
                      for (int number = 0; number < each; number++) {
                        while (!ring.offer(request("thread " + thread, number))) {
                          Thread.onSpinWait();
                        }
                      }
                    }));
    Map<String, Long> next = new HashMap<>();
    for (int taken = 0; taken < threads * each; taken++) {
      RealRequest first = ring.first();
      while (first == null) {
        Thread.onSpinWait();
        first = ring.first();
      }
      ring.removeFirst();
      long expected = next.getOrDefault(first.arrival.caller(), 0L);
      assertThat(first.cameNanos, is(expected));
      next.put(first.arrival.caller(), expected + 1);
    }
    assertThat(ring.first(), is(nullValue()));
  }
}
