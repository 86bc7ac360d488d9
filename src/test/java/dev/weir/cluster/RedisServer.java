package dev.weir.cluster;

import dev.weir.Eventually;
import dev.weir.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A real Valkey or Redis that keeps nothing on disk, from the program that is installed. It runs
 * while the tests of a class do; where there is none, they are skipped.
 */
final class RedisServer implements BeforeAllCallback, AfterAllCallback {

  private static final List<String> PROGRAMS = List.of("valkey-server", "redis-server");

  private int port;
  private Optional<Process> process = Optional.empty();

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Optional<Path> program = program();
    Assumptions.assumeTrue(program.isPresent(), "neither Valkey nor Redis is installed");
    port = FreePort.find();
    start(program.get());
    Eventually.until(this::isUp);
  }

  private boolean isUp() {
    try (Jedis server = connect()) {
      return server.ping().equals("PONG");
    } catch (JedisConnectionException e) {
      return false;
    }
  }

  /** Connects as a user with all rights. */
  Jedis connect() {
    return new Jedis("127.0.0.1", port);
  }

  private static Optional<Path> program() {
    return PROGRAMS.stream()
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(":", -1))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void start(Path program) throws IOException {
    ProcessBuilder server =
        new ProcessBuilder(
            program.toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            System.getProperty("java.io.tmpdir"));
    process =
        Optional.of(
            server
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
  }

  /** Returns how to reach it. */
  StoreConfig config() {
    return new StoreConfig(
        "127.0.0.1", port, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  int port() {
    return port;
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    if (process.isPresent()) {
      process.get().destroy();
      process.get().waitFor(10, TimeUnit.SECONDS);
    }
  }
}
