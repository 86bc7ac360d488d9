package dev.weir.backend.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.Eventually;
import dev.weir.backend.http.CallTimeout.Lingering;
import dev.weir.time.Timeouts;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTimeoutTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final Timeouts timeouts = new Timeouts(System::nanoTime);
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger overdue = new AtomicInteger();
  private final CallTimeout timeout = new CallTimeout(timeouts, closed::incrementAndGet);

  @AfterEach
  void close() {
    timeout.close();
    timeouts.close();
  }

  private Lingering lingering(Duration most) {
    return new Lingering(() -> true, late -> overdue.incrementAndGet(), most);
  }

  @Test
  void aServiceThatIsNotAtWorkLosesTheConnectionAtOnce() {
    timeout.linger(new Lingering(() -> false, late -> overdue.incrementAndGet(), LONG));
    timeout.expire("late");
    assertThat(closed.get(), is(1));
    assertThat(overdue.get(), is(0));
  }

  /** The timeouts of the response, of the call and of the upload may expire in one tick. */
  @Test
  void theSecondTimeoutToExpireLeavesTheConnectionToTheServiceThatIsAtWork() {
    timeout.linger(lingering(LONG));
    timeout.expire("late");
    timeout.expire("late again");
    assertThat(closed.get(), is(0));
    assertThat(overdue.get(), is(1));
  }

  /** The thread of the call may set its timeout when the one of the upload has expired already. */
  @Test
  void theOwnersTimeoutDoesNotKeepAConnectionThatLingersOpenForEver() {
    timeout.linger(lingering(SHORT));
    timeout.expire("late");
    timeout.startForWholeCall();
    Eventually.until(() -> closed.get() == 1);
  }

  @Test
  void aResponseThatComesAfterItsTimeIsNotTaken() {
    timeout.linger(lingering(LONG));
    timeout.expire("late");
    SocketTimeoutException late = assertThrows(SocketTimeoutException.class, timeout::stop);
    assertThat(late.getMessage(), is("late"));
  }

  @Test
  void nothingLingersOnceTheResponseHasCome() throws Exception {
    timeout.linger(lingering(LONG));
    timeout.stop();
    timeout.expire("The response stopped");
    assertThat(closed.get(), is(1));
    assertThat(overdue.get(), is(0));
  }
}
