package dev.weir.cluster;

import static dev.weir.cluster.Simulation.SECOND;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.weir.Budget;
import dev.weir.Seed;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

/** What the script promises, on a real server. */
class LeaseScriptIT extends LeaseStoreContract {

  @RegisterExtension static final RedisServer SERVER = new RedisServer();

  @Override
  ScriptedStore withoutMemory() {
    Jedis server = SERVER.connect();
    server.flushAll();
    return new RedisStore(server);
  }

  /** Both are asked; they must not differ. */
  private record Both(ScriptedStore model, ScriptedStore script) implements ScriptedStore {

    @Override
    public List<Long> run(LeaseClaim claim, long nowMillis, String run) {
      List<Long> expected = model.run(claim, nowMillis, run);
      assertThat(claim.toString(), script.run(claim, nowMillis, run), is(expected));
      return expected;
    }

    @Override
    public void forget() {
      model.forget();
      script.forget();
    }

    @Override
    public void save() {
      model.save();
      script.save();
    }

    @Override
    public void restore() {
      model.restore();
      script.restore();
    }
  }

  @Test
  void scriptAndModelReplyAlikeWhateverFails() {
    Seed seed = Seed.ofThisRun();
    for (int round = 0; round < Budget.rounds(10, 300); round++) {
      RandomGenerator random = seed.numbers(round);
      ScriptedStore both = new Both(new ModelStore(), withoutMemory());
      try {
        Simulation simulation = new Simulation(both, OnLoss.SAFE, random.nextInt(1, 25), random);
        int replicas = random.nextInt(1, 6);
        for (int i = 0; i < replicas; i++) {
          simulation.start(replicas);
        }
        simulation.faultsUntil(6 * SECOND);
      } catch (AssertionError e) {
        throw new AssertionError(seed + " round " + round, e);
      }
    }
  }

  @Test
  void noKeyStaysForEver() throws LeaseStoreException {
    withoutMemory();
    ClusterConfig config = new ClusterConfig("ttl", "r1", Duration.ofSeconds(5), OnLoss.SAFE, 3);
    LeaseClaim claim =
        new LeaseClaim(config, 1, List.of(new LeaseClaim.Share("gate", 4, 1, 0, 0)), false);
    try (JedisLeaseStore store = new JedisLeaseStore(SERVER.config(), config.lease());
        Jedis server = SERVER.connect()) {
      store.renew(claim);
      for (String key : server.keys("*")) {
        assertThat(key, server.ttl(key), is(greaterThan(config.lease().toSeconds())));
      }
    }
  }
}
