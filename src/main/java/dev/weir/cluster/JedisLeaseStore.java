package dev.weir.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Leases from Valkey, or from Redis 7 or newer: one call of a script, on one connection that is
 * opened anew after each failure.
 *
 * <p>The user of the store needs {@code ~weir:* +evalsha +eval} and what the script does with its
 * keys: {@code +time +info +get +set +hget +hset +hdel +hgetall +zadd +zrem +zcard +zrangebyscore
 * +del +pexpire}.
 *
 * <p>Two stores that both live after a failover grant a limit each. A primary that refuses writes
 * without its copies ({@code min-replicas-to-write}) prevents that.
 */
public final class JedisLeaseStore implements LeaseStore {

  private static final Duration LONGEST_CALL = Duration.ofMillis(250);

  private final StoreConfig config;
  private final int timeoutMillis;
  private final LeaseScript script;
  private final String digest;
  private @Nullable Jedis connection;

  /**
   * Makes a store that is not connected yet. The file with the password is read again for each
   * connection.
   *
   * @param lease the lease, a quarter of which is the longest time that a call may take, if that is
   *     less than 250 ms
   */
  public JedisLeaseStore(StoreConfig config, Duration lease) {
    this(LeaseScript.load(), config, lease);
  }

  /** Makes a store that runs another script. */
  JedisLeaseStore(LeaseScript script, StoreConfig config, Duration lease) {
    this.script = script;
    this.digest = script.digest();
    this.config = config;
    this.timeoutMillis = (int) Math.min(LONGEST_CALL.toMillis(), lease.toMillis() / 4);
  }

  @Override
  public LeaseReply renew(LeaseClaim claim) throws LeaseStoreException {
    try {
      Jedis open = connection == null ? connect() : connection;
      connection = open;
      return LeaseScript.reply(claim, run(open, claim));
    } catch (IOException e) {
      throw new LeaseStoreException("The file with the password can't be read: " + e, e);
    } catch (JedisException e) {
      close();
      throw new LeaseStoreException(StoreFailure.sentence(e), e);
    }
  }

  private Object run(Jedis open, LeaseClaim claim) {
    var keys = LeaseScript.keys(claim.config().name());
    var arguments = LeaseScript.arguments(claim);
    try {
      return open.evalsha(digest, keys, arguments);
    } catch (JedisNoScriptException e) {
      return open.eval(script.text(), keys, arguments);
    }
  }

  private Jedis connect() throws IOException {
    var client =
        DefaultJedisClientConfig.builder()
            .socketTimeoutMillis(timeoutMillis)
            .database(config.database())
            .autoNegotiateProtocol(false)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    if (config.passwordFile().isPresent()) {
      client
          .user(config.user().orElse("default"))
          .password(Files.readString(config.passwordFile().get()).strip());
    }
    var sockets = new StoreSocket(config.host(), config.port(), config.tls(), timeoutMillis);
    return new Jedis(sockets, client.build());
  }

  @Override
  public void close() {
    if (connection != null) {
      Jedis open = connection;
      connection = null;
      try {
        open.close();
      } catch (JedisException e) {
        // It has failed before, and says so when it is closed.
      }
    }
  }
}
