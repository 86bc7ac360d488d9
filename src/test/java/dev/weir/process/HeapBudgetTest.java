package dev.weir.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapBudgetTest {

  private static final long MIB = 1L << 20;
  private static final long UNFINISHED_HEAD_BYTES = 40_000;

  @ParameterizedTest
  @ValueSource(longs = {64, 128, 384, 512})
  void connectionsWithUnfinishedHeadsLeaveAFifthOfTheHeap(long mib) {
    long connections = new HeapBudget(mib * MIB).clients(Integer.MAX_VALUE);
    assertThat(connections * UNFINISHED_HEAD_BYTES, lessThan(mib * MIB * 4 / 5));
  }

  @Test
  void halfAGibibyteIsEnoughForTheDefault() {
    assertThat(new HeapBudget(512 * MIB).clients(10_000), is(10_000));
  }

  @Test
  void someMayConnectHoweverSmallTheHeapIs() {
    assertThat(new HeapBudget(16 * MIB).clients(10_000), is(64));
    assertThat(new HeapBudget(16 * MIB).clients(10), is(10));
  }
}
