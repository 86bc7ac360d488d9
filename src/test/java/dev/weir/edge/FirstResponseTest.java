package dev.weir.edge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstResponseTest {

  private final FirstResponse first = new FirstResponse();
  private final List<String> written = new ArrayList<>();

  private void interim() {
    first.interim(() -> written.add("interim"));
  }

  private void onOtherThread() {
    first.onOtherThread(() -> written.add("late"));
  }

  @Test
  void theRequestsThreadKeepsTheResponseThatItAskedFor() {
    assertThat(first.isMine(), is(true));
    onOtherThread();
    assertThat(first.isMine(), is(true));
    assertThat(written, empty());
  }

  @Test
  void theOtherThreadWritesOnceIfItIsFirst() {
    onOtherThread();
    onOtherThread();
    assertThat(first.isMine(), is(false));
    assertThat(written, contains("late"));
  }

  @Test
  void interimResponsesClaimNothing() {
    interim();
    onOtherThread();
    assertThat(written, contains("interim", "late"));
  }

  @Test
  void noInterimResponseFollowsTheOneOfTheOtherThread() {
    onOtherThread();
    interim();
    assertThat(written, contains("late"));
  }
}
