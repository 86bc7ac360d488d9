package dev.weir.lab;

import dev.weir.lab.load.Stop;
import dev.weir.lab.load.StoppedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Weir in a process of its own, started by the Java and from the class path that run the lab. It
 * ends when this is closed, or when the lab ends in whatever way.
 */
final class ChildWeir implements AutoCloseable {

  private static final Pattern START_LINE = Pattern.compile("Weir .* on (http://\\S+) .*");
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final int LAST_LINES = 10;

  private final Process process;
  private final Duration rest;
  private final ConcurrentLinkedDeque<String> lastLines = new ConcurrentLinkedDeque<>();
  private volatile Optional<URI> address = Optional.empty();

  private ChildWeir(Process process, Duration rest) {
    this.process = process;
    this.rest = rest;
    Thread.ofVirtual().name("weir-lab-output").start(this::collect);
  }

  /**
   * Starts a Weir with these flags, and without the settings that the environment has for Weir.
   *
   * @param rest how long it may take to stop
   */
  static ChildWeir start(List<String> flags, Duration rest) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-Dweir.stop-with=" + ProcessHandle.current().pid());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.weir.Main");
    command.addAll(flags);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("WEIR_"));
    return new ChildWeir(builder.start(), rest);
  }

  private void collect() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        read(line);
      }
    } catch (IOException e) {
      lastLines.add("its output broke off: " + e.getMessage());
    }
  }

  private void read(String line) {
    lastLines.add(line);
    if (lastLines.size() > LAST_LINES) {
      lastLines.remove();
    }
    Matcher startLine = START_LINE.matcher(line);
    if (startLine.matches()) {
      address = Optional.of(URI.create(startLine.group(1)));
    }
  }

  /** Waits until it says its address, and returns that. */
  URI awaitStart(Stop stop) throws StoppedException, WeirDiedException {
    long giveUpNanos = System.nanoTime() + LONGEST_START.toNanos();
    while (address.isEmpty()) {
      checkAlive(stop);
      if (System.nanoTime() > giveUpNanos) {
        throw died("did not start within " + LONGEST_START.toSeconds() + " s");
      }
      stop.pause(LOOK_AGAIN);
    }
    return address.orElseThrow();
  }

  /** Makes sure that it runs. A signal from a terminal stops the lab and its child together. */
  void checkAlive(Stop stop) throws StoppedException, WeirDiedException {
    if (!process.isAlive()) {
      stop.pause(Duration.ofMillis(300));
      throw died("ended with exit code " + process.exitValue());
    }
  }

  /** Returns the complaint about it, with the last that it had to say. */
  WeirDiedException died(String what) {
    return new WeirDiedException(what + "; its last lines:\n  " + String.join("\n  ", lastLines));
  }

  /** Requests it to stop, and kills it if it does not. */
  @Override
  public void close() {
    process.toHandle().destroy();
    try {
      if (!process.waitFor(rest.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
