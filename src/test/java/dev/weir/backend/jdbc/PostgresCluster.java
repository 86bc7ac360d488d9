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

/** A real PostgreSQL in a folder of its own, made from the programs that are installed. */
public final class PostgresCluster {

  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresCluster(Path programs) throws IOException, InterruptedException {
    this.programs = programs;
    this.folder = Files.createTempDirectory("weir-postgres");
    this.port = FreePort.find();
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    asPostgres("initdb", "-D", data(), "-U", "weir", "--auth=trust", "--no-sync");
    start();
  }

  /** Returns a cluster that runs, or empty if no PostgreSQL is installed. */
  public static Optional<PostgresCluster> find() throws IOException, InterruptedException {
    Optional<Path> programs = programs();
    return programs.isPresent()
        ? Optional.of(new PostgresCluster(programs.get()))
        : Optional.empty();
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
    command.add(programs.resolve(program).toString());
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
  public void remove() throws IOException, InterruptedException {
    run(
        List.of(
            "sh",
            "-c",
            "kill -QUIT $(head -1 " + data() + "/postmaster.pid) 2>/dev/null; rm -rf " + folder));
  }
}
