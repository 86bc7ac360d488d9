package dev.weir.backend.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.StubUpstream;
import dev.weir.time.Timeouts;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that grow old, by a clock of the test's. */
class PoolTest {

  private static final Duration AGE = Duration.ofMinutes(5);
  private static final long FOREVER_SECONDS = Duration.ofDays(1).toSeconds();

  private final Timeouts timeouts = new Timeouts(System::nanoTime);
  private final StubUpstream upstream = new StubUpstream();
  private Duration now = Duration.ZERO;
  private double random;

  PoolTest() throws IOException {}

  @BeforeEach
  void staysOpen() {
    upstream.does(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
  }

  @AfterEach
  void close() throws IOException {
    upstream.close();
    timeouts.close();
  }

  private Pool pool(Duration keepAlive, Optional<Duration> maxAge) {
    HttpConfig.Timeouts limits =
        new HttpConfig.Timeouts(
            Caller.LONG,
            Caller.LONG,
            Caller.LONG,
            Optional.empty(),
            keepAlive,
            Duration.ZERO,
            maxAge);
    return new Pool(limits, () -> now.toNanos(), () -> random);
  }

  private Pool pool() {
    return pool(AGE.multipliedBy(10), Optional.of(AGE));
  }

  private UpstreamConnection adopted(Pool pool) {
    UpstreamConnection made =
        new Connector(Caller.url(upstream.url()), Optional.empty(), timeouts).connect(Caller.LONG);
    pool.adopt(made);
    return made;
  }

  private void used(Pool pool) {
    pool.release(pool.acquire().orElseThrow(), FOREVER_SECONDS);
  }

  @Test
  void aBusyConnectionIsUsedUntilItIsTooOld() {
    try (Pool pool = pool()) {
      pool.release(adopted(pool), FOREVER_SECONDS);
      for (int i = 0; i < 4; i++) {
        now = now.plusMinutes(1);
        used(pool);
      }
      now = AGE.minusNanos(1);
      used(pool);
      now = AGE;
      assertThat(pool.acquire().isPresent(), is(false));
    }
  }

  @Test
  void aConnectionThatIsTooOldAfterItsCallIsNotKept() {
    try (Pool pool = pool()) {
      UpstreamConnection connection = adopted(pool);
      now = AGE.plusHours(1);
      pool.release(connection, FOREVER_SECONDS);
      assertThat(pool.size(), is(0));
    }
  }

  @Test
  void idleConnectionsThatAreTooOldAreClosed() {
    try (Pool pool = pool()) {
      pool.release(adopted(pool), FOREVER_SECONDS);
      now = AGE;
      pool.sweep();
      assertThat(pool.size(), is(0));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void connectionsRetireUpToATenthSooner(double chance) {
    random = chance;
    try (Pool pool = pool()) {
      pool.release(adopted(pool), FOREVER_SECONDS);
      now = AGE.minus(AGE.dividedBy(10).multipliedBy((long) (chance * 10)).dividedBy(10));
      now = now.minusMillis(1);
      used(pool);
      now = now.plusMillis(1);
      assertThat(pool.acquire().isPresent(), is(false));
    }
  }

  @Test
  void anyAgeIsGoodWithoutALimit() {
    try (Pool pool = pool(AGE, Optional.empty())) {
      pool.release(adopted(pool), FOREVER_SECONDS);
      for (int i = 0; i < 100; i++) {
        now = now.plus(AGE.minusNanos(1));
        used(pool);
      }
    }
  }

  @Test
  void aLimitOfAgeMakesNoneLiveLonger() {
    try (Pool pool = pool(Duration.ofSeconds(1), Optional.of(AGE))) {
      pool.release(adopted(pool), FOREVER_SECONDS);
      now = Duration.ofSeconds(1);
      assertThat(pool.acquire().isPresent(), is(false));
    }
  }
}
