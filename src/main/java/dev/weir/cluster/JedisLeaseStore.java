package dev.weir.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
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

  private static final String USUAL_USER = "default";

  private final StoreAddress address;
  private final Optional<Path> passwordFile;
  private final Optional<SSLContext> tls;
  private final int timeoutMillis;
  private final LeaseScript script;
  private final String digest;
  private @Nullable Jedis connection;

  /**
   * Makes a store that is not connected yet.
   *
   * @param address where it is
   * @param passwordFile the file with the password, read again for each connection
   * @param tls whom to trust over TLS; the authorities of the JVM if there is none
   * @param lease the lease, a quarter of which is the longest time that a call may take, if that is
   *     less than 250 ms
   */
  public JedisLeaseStore(
      StoreAddress address, Optional<Path> passwordFile, Optional<SSLContext> tls, Duration lease) {
    this(LeaseScript.load(), address, passwordFile, tls, lease);
  }

  /** Makes a store that runs another script. */
  JedisLeaseStore(
      LeaseScript script,
      StoreAddress address,
      Optional<Path> passwordFile,
      Optional<SSLContext> tls,
      Duration lease) {
    this.script = script;
    this.digest = script.digest();
    this.address = address;
    this.passwordFile = passwordFile;
    this.tls =
        address.secure() ? Optional.of(tls.orElseGet(JedisLeaseStore::ofTheJvm)) : Optional.empty();
    this.timeoutMillis = (int) Math.min(LONGEST_CALL.toMillis(), lease.toMillis() / 4);
  }

  private static SSLContext ofTheJvm() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
    var config =
        DefaultJedisClientConfig.builder()
            .socketTimeoutMillis(timeoutMillis)
            .database(address.database())
            .autoNegotiateProtocol(false)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    if (passwordFile.isPresent()) {
      config
          .user(address.user().orElse(USUAL_USER))
          .password(Files.readString(passwordFile.get()).strip());
    }
    return new Jedis(
        new StoreSocket(new HostAndPort(address.host(), address.port()), tls, timeoutMillis),
        config.build());
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
