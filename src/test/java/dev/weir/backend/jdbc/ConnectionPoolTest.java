package dev.weir.backend.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.Eventually;
import dev.weir.backend.jdbc.ConnectionPool.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final AnyDatabase database = new AnyDatabase("jdbc:h2:mem:", new Properties());
  private final AtomicInteger connects = new AtomicInteger();
  private boolean down;
  private final ConnectionPool pool = new ConnectionPool(this::connect, 1);

  private Session connect() throws SQLException {
    connects.incrementAndGet();
    if (down) {
      throw new SQLException("down");
    }
    return database.connect();
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private Lease lease() throws Exception {
    return pool.lease(LONG).orElseThrow();
  }

  @Test
  void thereAreNeverMoreConnectionsThanPlaces() throws Exception {
    try (Lease only = lease()) {
      assertThat(pool.lease(Duration.ofMillis(1)), is(Optional.empty()));
      assertThat(only.connection().isClosed(), is(false));
    }
    lease().close();
    assertThat(connects.get(), is(1));
  }

  @Test
  void aLargerPoolHasAPlaceForOneMoreCall() throws Exception {
    try (Lease first = lease()) {
      pool.resize(2);
      try (Lease second = lease()) {
        assertThat(second.connection(), is(not(sameInstance(first.connection()))));
        assertThat(pool.lease(Duration.ZERO), is(Optional.empty()));
      }
    }
  }

  @Test
  void aSmallerPoolClosesWhatComesBack() throws Exception {
    pool.resize(2);
    Lease first = lease();
    Lease second = lease();
    pool.resize(1);
    first.close();
    assertThat("one is owed", pool.lease(Duration.ZERO), is(Optional.empty()));
    assertThat(first.connection().isClosed(), is(true));
    second.close();
    try (Lease only = lease()) {
      assertThat(only.connection(), sameInstance(second.connection()));
    }
  }

  @Test
  void whatWasNotCommittedIsNotThereForTheNextCall() throws Exception {
    Connection used;
    try (Lease first = lease()) {
      used = first.connection();
      used.createStatement().execute("CREATE TABLE t (i INT)");
      used.createStatement().execute("INSERT INTO t VALUES (1)");
    }
    try (Lease second = lease();
        var rows = second.connection().createStatement().executeQuery("SELECT COUNT(*) FROM t")) {
      assertThat(second.connection(), sameInstance(used));
      rows.next();
      assertThat(rows.getInt(1), is(0));
    }
  }

  @Test
  void aConnectionThatWasAbortedIsNotUsedAgain() throws Exception {
    Connection aborted;
    try (Lease lease = lease()) {
      aborted = lease.connection();
      lease.abort();
    }
    try (Lease next = lease()) {
      assertThat(next.connection(), not(sameInstance(aborted)));
    }
  }

  @Test
  void aLeaseThatIsOverCanDoNothingToTheNext() throws Exception {
    Lease over = lease();
    over.close();
    try (Lease next = lease()) {
      over.abort();
      assertThat(next.connection().isValid(0), is(true));
    }
  }

  @Test
  void aFailureToConnectGivesThePlaceBack() throws Exception {
    down = true;
    assertThrows(SQLException.class, this::lease);
    assertThrows(SQLException.class, this::lease);
    down = false;
    try (Lease lease = lease()) {
      assertThat(lease.connection().isClosed(), is(false));
    }
  }

  @Test
  void aCallWaitsForAConnectionIfTheDatabaseGrantsNoMore() throws Exception {
    try (ConnectionPool two = new ConnectionPool(this::connectOnce, 2)) {
      Lease first = two.lease(LONG).orElseThrow();
      CompletableFuture<Connection> second = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(
              () -> {
                try (Lease lease = two.lease(LONG).orElseThrow()) {
                  second.complete(lease.connection());
                } catch (SQLException | InterruptedException e) {
                  second.completeExceptionally(e);
                }
              });
      Eventually.until(() -> connects.get() > 1);
      assertThat(second.isDone(), is(false));
      first.close();
      assertThat(second.get(), sameInstance(first.connection()));
    }
  }

  private Session connectOnce() throws SQLException {
    if (connects.get() > 0) {
      connects.incrementAndGet();
      throw new SQLException("too many connections", "53300");
    }
    return connect();
  }

  @Test
  void aConnectionThatComesBackAfterTheEndIsClosed() throws Exception {
    Connection late;
    try (Lease lease = lease()) {
      late = lease.connection();
      pool.close();
      assertThat(late.isClosed(), is(false));
    }
    assertThat(late.isClosed(), is(true));
  }
}
