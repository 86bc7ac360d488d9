package dev.weir.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.Eventually;
import dev.weir.problem.Rejected;
import dev.weir.time.ManualTime;
import dev.weir.wire.ConnectionTimeout.Kind;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens at the same time on one connection: reads, writes, timeouts, and its client. */
class ClientConnectionTest {

  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration STALL = Duration.ofSeconds(30);
  private static final Duration LATER = Duration.ofHours(1);

  private final ManualTime time = new ManualTime();
  private final NewConnectionLimiter newConnections = new NewConnectionLimiter(time::nanoTime);
  private final StubClient stub = new StubClient();
  private final List<Rejected> rejected = new ArrayList<>();
  private final ClientConnection client =
      new ClientConnection(
          stub,
          new ConnectionLimits(SOON, LATER, STALL, 0, true),
          time.timeouts(),
          newConnections,
          new EarlyBodies(() -> 0, 0).reservation(),
          new LateRequests(SOON, rejected::add));

  @BeforeEach
  void bind() {
    client.request().runsOn(Thread.currentThread());
  }

  @AfterEach
  void clear() {
    Thread.interrupted();
    stub.ends();
  }

  private static void assertInterrupted(boolean whether) {
    assertThat("interrupted", Thread.currentThread().isInterrupted(), is(whether));
  }

  private static boolean isStill(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TERMINATED;
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Moves the clock on a thread of its own, on which what expires may take its time. */
  private Thread advance(Duration howLong) {
    return Thread.ofVirtual().start(() -> time.advance(howLong));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  /** Reads on a thread of its own, which is the connection's; returns how that ended. */
  private Thread reading(Kind kind, AtomicReference<@Nullable Throwable> end) {
    Thread thread =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  try {
                    client.socket().read(kind, SOON);
                  } catch (RuntimeException e) {
                    end.set(e);
                  }
                });
    client.request().runsOn(thread);
    thread.start();
    Eventually.until(() -> isStill(thread));
    return thread;
  }

  private Thread takingATurn(AtomicInteger begun) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                newConnections.beginTurn();
                begun.incrementAndGet();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  @Test
  void aConnectionGivesItsTurnBackOnce() {
    stub.sends("GET");
    client.socket().read(Kind.FIRST_BYTE, SOON);
    client.begin();
    client.end();
    client.close();
    AtomicInteger begun = new AtomicInteger();
    int turns = 2 * Runtime.getRuntime().availableProcessors();
    List<Thread> others =
        IntStream.rangeClosed(0, turns).mapToObj(other -> takingATurn(begun)).toList();
    Eventually.until(() -> others.stream().allMatch(ClientConnectionTest::isStill));
    others.forEach(Thread::interrupt);
    assertThat(begun.get(), is(turns));
  }

  @ParameterizedTest
  @EnumSource(names = {"HEAD", "EARLY_BODY"})
  void aLateRequestIsRefusedWholeThoughItsRestComesMeanwhile(Kind kind) throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    stub.asItIsWrittenTo(
        () -> {
          writing.countDown();
          await(written);
        });
    AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
    Thread reader = reading(kind, end);
    advance(SOON);
    await(writing);
    stub.sends("the rest");
    Eventually.until(() -> stub.isRead() && isStill(reader));
    assertThat("waits for the refusal", reader.isAlive(), is(true));
    written.countDown();
    assertThat("ended", reader.join(Duration.ofMinutes(5)), is(true));
    assertThat(stub.received(), startsWith("HTTP/1.1 408 "));
    assertThat(end.get(), is(instanceOf(CloseConnectionException.class)));
  }

  @Test
  void aLateRequestThatCantBeRefusedEndsItsConnection() throws Exception {
    stub.asItIsWrittenTo(
        () -> {
          throw new UncheckedIOException(new IOException("reset"));
        });
    Thread reader = reading(Kind.HEAD, new AtomicReference<>());
    assertThrows(UncheckedIOException.class, () -> time.advance(SOON));
    assertThat("ended", reader.join(Duration.ofMinutes(5)), is(true));
    assertThat(rejected.size(), is(1));
  }

  @ParameterizedTest
  @EnumSource(names = {"FIRST_BYTE", "NEXT_REQUEST"})
  void aClientThatSendsNothingHearsNothing(Kind kind) throws Exception {
    AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
    Thread reader = reading(kind, end);
    time.advance(SOON);
    assertThat("ended", reader.join(Duration.ofMinutes(5)), is(true));
    assertThat(end.get(), is(instanceOf(CloseConnectionException.class)));
    assertThat(stub.received(), is(""));
  }

  @Test
  void aBodyMayBeReadWhileAnotherThreadWritesTheResponse() {
    client.begin();
    stub.sends("body");
    List<@Nullable String> read = new ArrayList<>();
    client
        .socket()
        .write(
            () -> {
              Thread reader =
                  Thread.ofVirtual()
                      .start(() -> read.add(text(client.socket().read(Kind.PROGRESS, STALL))));
              Eventually.until(() -> !reader.isAlive());
            });
    assertThat(read, contains("body"));
  }

  @Test
  void aBodyThatStandsStillInterruptsItsRequest() {
    client.begin();
    stub.sends(() -> time.advance(STALL), "too late");
    assertThrows(CloseConnectionException.class, () -> client.socket().read(Kind.PROGRESS, STALL));
    assertInterrupted(true);
    assertThat(client.gone(), is(true));
  }

  @Test
  void theClientIsWatchedAgainAfterALongBody() {
    client.request().runsOn(Thread.ofVirtual().unstarted(() -> {}));
    client.begin();
    stub.sends(() -> time.advance(ConnectionTimeout.MOMENT), "body");
    client.socket().read(Kind.PROGRESS, STALL);
    advance(ConnectionTimeout.MOMENT);
    stub.ends();
    Eventually.until(client::gone);
  }

  @Test
  void aClientMayLeaveAsSoonAsItHasTheLastBytes() {
    client.begin();
    advance(ConnectionTimeout.MOMENT);
    Eventually.until(stub::isAwaited);
    client
        .socket()
        .write(
            () -> {
              stub.ends();
              Eventually.until(client::gone);
              assertInterrupted(false);
            });
    client.end();
    assertInterrupted(false);
  }

  @Test
  void aResponseThatIsNotTakenInterruptsItsWriter() {
    client.begin();
    assertThrows(CloseConnectionException.class, () -> client.socket().write(this::standStill));
  }

  private void standStill() {
    // The first look at the clock finds out when the write began.
    time.advance(ConnectionTimeout.MOMENT);
    assertInterrupted(false);
    time.advance(STALL);
    assertInterrupted(true);
  }

  @Test
  void noRequestBeginsWhileHelidonEndsTheWaitForIt() throws Exception {
    AtomicBoolean begun = new AtomicBoolean();
    Thread connection =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  client.begin();
                  begun.set(!Thread.currentThread().isInterrupted());
                });
    client.request().runsOn(connection);
    new MonitoredConnection(ending(connection, begun), client, () -> {}).close(true);
    connection.join();
    assertThat("begun, and not interrupted", begun.get(), is(true));
  }

  /** Interrupts as Helidon does: a request comes just before that. */
  private static ServerConnection ending(Thread connection, AtomicBoolean begun) {
    return new ServerConnection() {
      @Override
      public void handle(Limit limit) {}

      @Override
      public Duration idleTime() {
        return Duration.ZERO;
      }

      @Override
      public void close(boolean interrupt) {
        connection.start();
        Eventually.until(() -> isStill(connection));
        assertThat("begun", begun.get(), is(false));
        connection.interrupt();
      }
    };
  }
}
