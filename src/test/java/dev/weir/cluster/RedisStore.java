package dev.weir.cluster;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;

/** The real script on a real server, with another clock and other runs than those of the server. */
final class RedisStore implements ScriptedStore {

  private static final List<String> KEYS = List.of("state", "records", "expiry");
  private static final String CLOCK = "local time = redis.call('TIME')";
  private static final String MILLIS = "local now = time[1] * 1000 + math.floor(time[2] / 1000)";
  private static final String RUN =
      "local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')";

  private final Jedis server;
  private final String script;

  RedisStore(Jedis server) {
    this.server = server;
    this.script =
        replaced(
            replaced(
                replaced(LeaseScript.load().text(), CLOCK, ""),
                MILLIS,
                "local now = tonumber(table.remove(ARGV))"),
            RUN,
            "local run = table.remove(ARGV)");
  }

  private static String replaced(String text, String line, String other) {
    if (!text.contains(line)) {
      throw new AssertionError("the script has no line " + line);
    }
    return text.replace(line, other);
  }

  @Override
  public List<Long> run(LeaseClaim claim, long nowMillis, String run) {
    List<String> arguments = new ArrayList<>(LeaseScript.arguments(claim));
    arguments.add(run);
    arguments.add(Long.toString(nowMillis));
    List<?> reply = (List<?>) server.eval(script, KEYS, arguments);
    return reply.stream().map(Long.class::cast).toList();
  }

  @Override
  public void forget() {
    KEYS.forEach(server::del);
  }

  @Override
  public void save() {
    KEYS.forEach(key -> copy(key, "saved-" + key));
  }

  @Override
  public void restore() {
    KEYS.forEach(key -> copy("saved-" + key, key));
  }

  private void copy(String from, String to) {
    server.del(to);
    server.copy(from, to, true);
  }
}
