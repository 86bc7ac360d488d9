package dev.weir.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/** The client of the store, and what it says of a store that fails. */
class JedisLeaseStoreIT {

  @RegisterExtension static final RedisServer SERVER = new RedisServer();

  private static final Duration LEASE = Duration.ofSeconds(5);

  /** What the class says that a user needs. */
  private static final String RIGHTS =
      "~weir:* +evalsha +eval +info +time +get +set +hget +hset +hdel +hgetall +zadd +zrem +zcard"
          + " +zrangebyscore +del +pexpire";

  @TempDir Path folder;

  private Jedis admin = new Jedis();
  private long sequence;

  @BeforeEach
  void connect() {
    admin = SERVER.connect();
    admin.flushAll();
  }

  @AfterEach
  void asBefore() {
    admin.replicaofNoOne();
    admin.aclSetUser("default", "on", "nopass", "~*", "+@all");
    admin.close();
  }

  private LeaseClaim claim() {
    ClusterConfig config = new ClusterConfig("weir", "r1", LEASE, OnLoss.SAFE, 3);
    LeaseClaim.Share share = new LeaseClaim.Share("gate", 4, 1, 2, 2);
    return new LeaseClaim(config, ++sequence, List.of(share), false);
  }

  private LeaseReply renew(StoreConfig config) throws LeaseStoreException {
    try (JedisLeaseStore store = new JedisLeaseStore(config, LEASE)) {
      return store.renew(claim());
    }
  }

  private String failure(StoreConfig config) {
    return String.valueOf(
        assertThrows(LeaseStoreException.class, () -> renew(config)).getMessage());
  }

  private StoreConfig as(String user, String password) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), password + "\n");
    return new StoreConfig(
        "127.0.0.1", SERVER.port(), 0, Optional.of(user), Optional.of(file), Optional.empty());
  }

  @Test
  void aHolderKeepsWhatItHasInAStoreThatIsNew() throws LeaseStoreException {
    assertThat(renew(SERVER.config()).granted().get("gate"), is(2));
  }

  @Test
  void aUserNeedsNoMoreRightsThanAreSaid() throws IOException, LeaseStoreException {
    admin.aclSetUser("weir", ("reset on >secret " + RIGHTS).split(" "));
    assertThat(renew(as("weir", "secret")).replicas(), is(1));
  }

  @Test
  void aScriptThatTheStoreHasForgottenIsSentAgain() throws LeaseStoreException {
    try (JedisLeaseStore store = new JedisLeaseStore(SERVER.config(), LEASE)) {
      store.renew(claim());
      admin.scriptFlush();
      assertThat(store.renew(claim()).replicas(), is(1));
    }
  }

  @Test
  void aConnectionThatWasClosedIsOpenedAgain() throws LeaseStoreException {
    try (JedisLeaseStore store = new JedisLeaseStore(SERVER.config(), LEASE)) {
      store.renew(claim());
      admin.sendCommand(Command.CLIENT, "KILL", "TYPE", "normal");
      assertThrows(LeaseStoreException.class, () -> store.renew(claim()));
      assertThat(store.renew(claim()).replicas(), is(1));
    }
  }

  @Test
  void aWrongPasswordIsSaid() throws IOException {
    admin.aclSetUser("weir", "reset", "on", ">secret", "+@all");
    assertThat(failure(as("weir", "wrong")), containsString("refuses the user or the password"));
  }

  @Test
  void aMissingPasswordIsSaid() {
    admin.aclSetUser("default", "resetpass", ">secret");
    assertThat(failure(SERVER.config()), containsString("wants a user and a password"));
  }

  @Test
  void aMissingRightIsSaid() throws IOException {
    admin.aclSetUser("weir", ("reset on >secret " + RIGHTS.replace(" +zcard", "")).split(" "));
    assertThat(failure(as("weir", "secret")), containsString("may not run"));
  }

  @Test
  void aReadOnlyCopyIsSaid() throws IOException {
    admin.configSet("replica-serve-stale-data", "yes");
    admin.replicaof("127.0.0.1", FreePort.find());
    assertThat(failure(SERVER.config()), containsString("read-only"));
  }

  @Test
  void aKeyOfAnotherKindIsSaid() {
    admin.set("weir:{weir}:records", "taken");
    assertThat(failure(SERVER.config()), containsString("in use for something else"));
  }

  @Test
  void aStoreThatIsAwayIsSaid() throws IOException {
    StoreConfig away =
        new StoreConfig(
            "127.0.0.1", FreePort.find(), 0, Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(failure(away), containsString("refuses the connection"));
  }

  @Test
  void aHungStoreIsGivenUp() {
    admin.sendCommand(Command.CLIENT, "PAUSE", "2000", "ALL");
    assertThat(failure(SERVER.config()), containsString("does not reply in time"));
  }

  @Test
  void twoReplicasOfOneNameAreNoticed() throws LeaseStoreException {
    renew(SERVER.config());
    sequence = 0;
    assertThat(failure(SERVER.config()), containsString("needs a name of its own"));
  }
}
