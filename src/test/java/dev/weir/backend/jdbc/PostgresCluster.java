package dev.weir.backend.jdbc;

import dev.weir.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL in a folder of its own, made from the programs that are installed. It runs
 * while the tests of a class do; where there is none, they are skipped.
 */
public final class PostgresCluster implements BeforeAllCallback, AfterAllCallback {

  private Optional<Path> programs = Optional.empty();
  private Path folder = Path.of("");
  private int port;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    programs = programs();
    Assumptions.assumeTrue(programs.isPresent(), "PostgreSQL is not installed");
    port = FreePort.find();
    folder = Files.createTempDirectory("weir-postgres");
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    asPostgres("initdb", "-D", data(), "-U", "weir", "--auth=trust", "--no-sync");
    start();
  }

  private static Optional<Path> programs() throws IOException {
    Path debian = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(debian)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(debian)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  public int port() {
    return port;
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Returns a session of the superuser, beside those of Weir. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "weir", "");
  }

  public void start() throws IOException, InterruptedException {
    String options = "-p " + port + " -c listen_addresses=127.0.0.1 -k " + folder;
    asPostgres("pg_ctl", "-D", data(), "-w", "-l", folder + "/log", "-o", options, "start");
  }

  /** Stops it at once, as a power cut does for its clients. */
  public void stop() throws IOException, InterruptedException {
    asPostgres("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
  }

  private String data() {
    return folder + "/data";
  }

  /** PostgreSQL refuses to run as root. */
  private void asPostgres(String program, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.orElseThrow().resolve(program).toString());
    command.addAll(List.of(args));
    run(command);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(command + " ended with " + process.exitValue());
    }
  }

  /** Stops it and leaves nothing behind. */
  @Override
  public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
    if (programs.isPresent()) {
      String kill = "kill -QUIT $(head -1 " + data() + "/postmaster.pid) 2>/dev/null";
      run(List.of("sh", "-c", kill + "; rm -rf " + folder));
    }
  }
}
