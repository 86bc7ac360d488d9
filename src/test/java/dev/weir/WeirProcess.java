package dev.weir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Weir as its users start it: a process of its own, from the jar. */
public final class WeirProcess implements AutoCloseable {

  private static final Pattern START_LINE =
      Pattern.compile(".*Weir .* on https?://[^:]+:(\\d+) .*");

  private static final Pattern FIRST_LINE = Pattern.compile("Weir \\S+ starting on Java \\d+");

  /**
   * The code of one test runs once or twice, for which the first compiler is enough; in the long
   * form it is also compiled as well as for users.
   */
  private static final String COMPILERS = "-XX:TieredStopAtLevel=" + Budget.rounds(1, 4);

  /**
   * The classes of {@link WeirArchive}, which halve a start. Without that file, and with options
   * that it does not fit, the JVM reads the jars instead, and does not mention it.
   */
  private static final List<String> ARCHIVE =
      List.of(
          "-XX:SharedArchiveFile=" + WeirArchive.FILE,
          "-Xshare:auto",
          "-Xlog:cds=off",
          "-Xlog:cds+dynamic=off");

  private final Process process;
  private final CompletableFuture<String> firstLine = new CompletableFuture<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  private WeirProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::collect);
  }

  /** Starts the jar with these flags on a free port, and options of the JVM before them. */
  public static WeirProcess start(List<String> jvmOptions, String... flags) throws IOException {
    return start("true", jvmOptions, flags);
  }

  /** Starts it in a shell that has done this before, such as {@code ulimit -n 256}. */
  public static WeirProcess start(String before, List<String> jvmOptions, String... flags)
      throws IOException {
    List<String> program = new ArrayList<>();
    program.add(ProcessHandle.current().info().command().orElse("java"));
    program.add(COMPILERS);
    program.addAll(ARCHIVE);
    program.addAll(jvmOptions);
    program.addAll(List.of("-jar", "target/weir.jar"));
    return run(before, program, flags);
  }

  /** Starts the script beside the jar, which keeps its archive of classes in this folder. */
  public static WeirProcess startScript(Path cache, String... flags) throws IOException {
    String java = "JAVA_HOME=" + System.getProperty("java.home");
    return run("true", List.of(java, "XDG_CACHE_HOME=" + cache, "target/weir"), flags);
  }

  private static WeirProcess run(String before, List<String> program, String... flags)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", before + "; exec \"$@\"", "bash"));
    // What runs these tests in the background may ignore signals, which is inherited.
    command.addAll(List.of("env", "--default-signal=INT,HUP"));
    command.addAll(program);
    command.addAll(List.of(flags));
    return new WeirProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  public static WeirProcess start(String... flags) throws IOException {
    return start(List.of(), flags);
  }

  private void collect() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      out.lines().forEach(this::add);
    } catch (IOException e) {
      lines.add("the output broke off: " + e);
    } finally {
      ended = true;
    }
  }

  private void add(String line) {
    if (lines.isEmpty() && FIRST_LINE.matcher(line).matches()) {
      firstLine.complete(line);
    } else {
      lines.add(line);
    }
  }

  /** Waits for the line with which it says that it starts, and returns it. */
  public String firstLine() {
    return firstLine.orTimeout(5, TimeUnit.MINUTES).join();
  }

  /** Returns whether the last line of its output was read. */
  public boolean ended() {
    return ended;
  }

  /** Returns what it has said after {@link #firstLine}. */
  public List<String> lines() {
    return lines;
  }

  /** Waits for the start line and returns a client of this Weir. */
  public WeirClient client() {
    Eventually.until(() -> port() > 0);
    return new WeirClient(port());
  }

  /** Returns the port of the start line; 0 before there is one. */
  public int port() {
    return lines.stream()
        .map(START_LINE::matcher)
        .filter(Matcher::matches)
        .mapToInt(line -> Integer.parseInt(line.group(1)))
        .findFirst()
        .orElse(0);
  }

  /**
   * Asks it to stop, as {@code docker stop} and Kubernetes do; what it prints then is still read.
   */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Asks it to stop, as Ctrl-C in a terminal does. */
  public void interrupt() throws IOException, InterruptedException {
    signal("INT");
  }

  /** Sends it a signal, such as {@code STOP}. */
  public void signal(String name) throws IOException, InterruptedException {
    signals(name);
  }

  /** Sends it several signals, one right after the other. */
  public void signals(String... names) throws IOException, InterruptedException {
    String kills =
        Stream.of(names)
            .map(name -> "kill -" + name + " " + process.pid())
            .collect(Collectors.joining(";"));
    new ProcessBuilder("sh", "-c", kills).start().waitFor();
  }

  public long pid() {
    return process.pid();
  }

  /** Ends it without asking. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Returns the processes that it has started and that still run. */
  public List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  public int exitCode() throws InterruptedException {
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      throw new AssertionError("still running: " + lines);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
