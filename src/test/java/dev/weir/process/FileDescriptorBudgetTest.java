package dev.weir.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.gate.GateLimits;
import dev.weir.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDescriptorBudgetTest {

  @ParameterizedTest
  @ValueSource(longs = {192, 256, 1024, 4096, 20_000, 1_048_576, Long.MAX_VALUE})
  void allConnectionsTogetherLeaveSomeForWeirItself(long most) {
    FileDescriptorBudget descriptors = new FileDescriptorBudget(most);
    for (int calls : new int[] {1, 16, 1_000, GateLimits.MOST, GateLimits.UNBOUNDED}) {
      long clients = descriptors.clients(10_000, calls);
      long connections = clients + Math.min(clients, 2L * calls) + 2L * descriptors.turnedAway();
      assertThat(connections, lessThan(most - 100));
    }
  }

  @Test
  void asManyClientsAsAreWantedWhereThereIsRoomForThem() {
    assertThat(new FileDescriptorBudget(1_048_576).clients(10_000, GateLimits.MOST), is(10_000));
    assertThat(new FileDescriptorBudget(1024).clients(10, 16), is(10));
  }

  @Test
  void aWaitingClientNeedsOneAndNotTwo() {
    assertThat(new FileDescriptorBudget(20_000).clients(15_000, 16), is(15_000));
  }

  @Test
  void tooFewForAnyClientAreRefusedInOneLine() {
    SettingsException e =
        assertThrows(SettingsException.class, () -> new FileDescriptorBudget(100));
    assertThat(e.getMessage(), containsString("Weir needs 192: raise the limit (ulimit -n)"));
  }
}
