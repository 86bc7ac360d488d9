package dev.weir.browser;

import dev.weir.Eventually;
import io.helidon.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real browser without a window, with a profile of its own. */
public final class Chromium {

  private static final Path DEBIAN = Path.of("/usr/bin/chromium");

  private final Path profile;
  private final Process process;
  private final DevTools tools;

  private Chromium() throws IOException {
    this.profile = Files.createTempDirectory("weir-chromium");
    this.process =
        new ProcessBuilder(
                DEBIAN.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Eventually.until(() -> address().isPresent());
    this.tools = new DevTools(address().orElseThrow());
  }

  /** Starts it; empty if it is not installed. */
  public static Optional<Chromium> find() throws IOException {
    return Files.isExecutable(DEBIAN) ? Optional.of(new Chromium()) : Optional.empty();
  }

  /** It writes the port that it chose, and a path, into a file of its profile. */
  private Optional<URI> address() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("Chromium ended with " + process.exitValue());
    }
    Path file = profile.resolve("DevToolsActivePort");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return lines.size() < 2
        ? Optional.empty()
        : Optional.of(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
  }

  /** Opens a new tab of this width, for a reader who prefers this colour scheme. */
  public Tab tab(int width, String colourScheme) throws Exception {
    JsonObject made =
        tools.send(
            "", "Target.createTarget", JsonObject.builder().set("url", "about:blank").build());
    JsonObject attached =
        tools.send(
            "",
            "Target.attachToTarget",
            JsonObject.builder()
                .set("targetId", made.stringValue("targetId").orElseThrow())
                .set("flatten", true)
                .build());
    Tab tab = new Tab(tools, attached.stringValue("sessionId").orElseThrow());
    tab.resize(width);
    tab.prefer(colourScheme);
    return tab;
  }

  /** Stops it and leaves nothing behind. */
  public void remove() throws IOException, InterruptedException {
    tools.close();
    List<ProcessHandle> helpers = process.descendants().toList();
    process.destroyForcibly().waitFor();
    helpers.forEach(ProcessHandle::destroyForcibly);
    Eventually.until(() -> helpers.stream().noneMatch(ProcessHandle::isAlive));
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
