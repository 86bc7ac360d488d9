package dev.weir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real store of leases, which keeps nothing; where none is installed, tests are skipped. */
final class StoreProcess implements AutoCloseable {

  private final Path program;
  private final int port;
  private final List<String> options;
  private @Nullable Process process;

  private StoreProcess(Path program, int port, List<String> options) {
    this.program = program;
    this.port = port;
    this.options = options;
  }

  /** Starts it on a free port. */
  static StoreProcess with(String... options) throws IOException {
    int port = FreePort.find();
    return started(port, Stream.concat(Stream.of("--port", "" + port), Stream.of(options)));
  }

  /** Starts it on a free port, where it speaks TLS only. */
  static StoreProcess withTls(PemPair own) throws IOException {
    int port = FreePort.find();
    String certificate = own.certificate().toString();
    return started(
        port,
        Stream.of(
            "--port",
            "0",
            "--tls-port",
            "" + port,
            "--tls-cert-file",
            certificate,
            "--tls-key-file",
            own.privateKey().toString(),
            "--tls-ca-cert-file",
            certificate,
            "--tls-auth-clients",
            "no"));
  }

  private static StoreProcess started(int port, Stream<String> options) throws IOException {
    Optional<Path> program = program();
    Assumptions.assumeTrue(program.isPresent(), "neither Valkey nor Redis is installed");
    StoreProcess store = new StoreProcess(program.orElseThrow(), port, options.toList());
    store.start();
    return store;
  }

  private static Optional<Path> program() {
    return Stream.of("valkey-server", "redis-server")
        .flatMap(
            name ->
                Arrays.stream(System.getenv("PATH").split(":"))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it again, without a memory. */
  void start() throws IOException {
    List<String> command =
        new ArrayList<>(List.of(program.toString(), "--bind", "127.0.0.1", "--save", ""));
    command.addAll(options);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Eventually.until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it at once. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
