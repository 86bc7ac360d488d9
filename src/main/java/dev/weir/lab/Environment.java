package dev.weir.lab;

import dev.weir.lab.Scenario.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The service that a Weir has behind it, and the file of its configuration; both end with this. */
final class Environment implements AutoCloseable {

  private final Upstream upstream;
  private final Path file;

  /** Starts what a scenario has instead of the simulated backend, if anything. */
  static Optional<Environment> of(Scenario scenario) throws IOException {
    return scenario.service().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Environment(scenario.service().orElseThrow(), scenario.description().permits()));
  }

  private Environment(Service service, int places) throws IOException {
    this.file = Files.createTempFile("weir-lab", ".yaml");
    Files.writeString(file, service.config());
    this.upstream = new Upstream(places, service.paths());
  }

  /** Returns the flags that a Weir takes to use both. */
  List<String> flags() {
    return List.of(
        "--config=" + file, "--backend.type=http", "--backend.http.url=" + upstream.url());
  }

  @Override
  public void close() throws IOException {
    upstream.close();
    Files.deleteIfExists(file);
  }
}
