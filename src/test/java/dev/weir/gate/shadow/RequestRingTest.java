package dev.weir.gate.shadow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestRingTest {

  private static final Arrival SOMEBODY = Arrival.from("somebody");
  private static final CallTimes TIMES = new CallTimes(CallResult.OVERLOAD, 5, 7, 3);

  private final RequestRing ring = new RequestRing(2);

  private static void end(RequestRing ring, long number) {
    ring.ended(number, TIMES.result(), TIMES.responseNanos(), TIMES.heldNanos(), TIMES.cost());
  }

  private static @Nullable RealRequest poll(RequestRing ring) {
    return ring.pollUntil(Long.MAX_VALUE / 2);
  }

  private RealRequest taken() {
    return Objects.requireNonNull(poll(ring));
  }

  @Test
  void whatIsNotedComesOutInOrderAndWhenItIsTime() {
    ring.add(Arrival.from("a"), 1);
    ring.add(Arrival.from("b"), 2);
    RealRequest first = Objects.requireNonNull(ring.pollUntil(1));
    assertThat(first.arrival.caller(), is("a"));
    assertThat(first.cameNanos, is(1L));
    assertThat(ring.pollUntil(1), is(nullValue()));
    assertThat(taken().arrival.caller(), is("b"));
    assertThat(poll(ring), is(nullValue()));
  }

  @Test
  void anEmptyRingHasNone() {
    assertThat(poll(ring), is(nullValue()));
  }

  @Test
  void aFullRingTakesNoMoreUntilOneIsTakenOut() {
    ring.add(SOMEBODY, 1);
    ring.add(SOMEBODY, 2);
    assertThat(ring.add(SOMEBODY, 3), is(RequestRing.FULL));
    taken();
    assertThat(ring.add(SOMEBODY, 4), is(not(RequestRing.FULL)));
  }

  @Test
  void aRequestHasComeAsFarAsItsNoteSays() {
    long served = ring.add(SOMEBODY, 1);
    ring.running(served);
    end(ring, served);
    long shed = ring.add(SOMEBODY, 2);
    ring.shed(shed, true, 9);
    assertThat(taken().progress(), is(new Progress.Ended(TIMES)));
    assertThat(taken().progress(), is(new Progress.Shed(true, 9)));
  }

  @Test
  void aRequestThatIsTakenOutHearsOfTheRest() {
    long number = ring.add(SOMEBODY, 1);
    RealRequest request = taken();
    assertThat(request.progress(), is(Progress.UNDECIDED));
    ring.running(number);
    assertThat(request.progress(), is(Progress.RUNNING));
    end(ring, number);
    assertThat(request.progress(), is(new Progress.Ended(TIMES)));
  }

  @Test
  void anEndThatIsSaidAgainChangesNoOtherRequest() {
    long number = ring.add(SOMEBODY, 1);
    ring.running(number);
    end(ring, number);
    end(ring, number);
    taken();
    ring.add(SOMEBODY, 2);
    ring.add(SOMEBODY, 3);
    end(ring, number);
    assertThat(taken().progress(), is(Progress.UNDECIDED));
    assertThat(taken().progress(), is(Progress.UNDECIDED));
  }

  @Test
  void ofManyThreadsNothingIsLostOrOvertakesItsOwn() {
    int threads = 3;
    int each = 20_000;
    RequestRing small = new RequestRing(64);
    IntStream.range(0, threads)
        .forEach(thread -> Thread.startVirtualThread(() -> call(small, "thread " + thread, each)));
    Map<String, Long> next = new HashMap<>();
    for (int taken = 0; taken < threads * each; taken++) {
      RealRequest first = poll(small);
      while (first == null) {
        Thread.onSpinWait();
        first = poll(small);
      }
      long expected = next.getOrDefault(first.arrival.caller(), 0L);
      assertThat(first.cameNanos, is(expected));
      while (!(first.progress() instanceof Progress.Ended)) {
        Thread.onSpinWait();
      }
      CallTimes times = ((Progress.Ended) first.progress()).times();
      assertThat(times, is(new CallTimes(CallResult.ERROR, expected, expected + 1, 2)));
      next.put(first.arrival.caller(), expected + 1);
    }
    assertThat(poll(small), is(nullValue()));
  }

  private static void call(RequestRing ring, String caller, int times) {
    for (int i = 0; i < times; i++) {
      long number = ring.add(Arrival.from(caller), i);
      while (number == RequestRing.FULL) {
        Thread.onSpinWait();
        number = ring.add(Arrival.from(caller), i);
      }
      ring.running(number);
      ring.ended(number, CallResult.ERROR, i, i + 1, 2);
    }
  }
}
