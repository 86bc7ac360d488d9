package dev.weir.gate.shadow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import dev.weir.Tries;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

@AddLifecycleHook(Tries.class)
class WaitsTest {

  @Property
  void aWaitIsKeptToThreePercent(@ForAll @LongRange(max = 1L << 49) long nanos) {
    Waits waits = new Waits();
    waits.add(nanos);
    assertThat(
        (double) waits.quantileNanos(0.99), is(closeTo((double) nanos, nanos * 0.032 + 1_000)));
  }

  @Example
  void theQuantileIsThatOfTheOrder() {
    Waits waits = new Waits();
    for (int micros = 1; micros <= 30; micros++) {
      waits.add(micros * 1_000L);
    }
    assertThat(waits.quantileNanos(0.5), is(15_000L));
    assertThat(waits.quantileNanos(1), is(30_000L));
  }

  @Example
  void withoutWaitsItIsZero() {
    assertThat(new Waits().quantileNanos(0.99), is(0L));
  }
}
