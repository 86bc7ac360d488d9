import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts a Weir in several ways, in turns, and prints for each the median, the least and the most
 * milliseconds from the start of its process to its first 200 for {@code /health/ready}. The first
 * start of each is not counted: that is the one that may write a class-data archive.
 *
 * <p>{@code java Starts.java ROUNDS [NAME COMMAND]...}
 *
 * <p>A command is one for the shell; it gets the port to serve on in {@code WEIR_SERVER_PORT}.
 */
final class Starts {

  private static final byte[] REQUEST =
      "GET /health/ready HTTP/1.1\r\nHost: weir\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final long LIMIT = TimeUnit.SECONDS.toNanos(30);

  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    Map<String, List<Long>> times = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (int way = 1; way < args.length; way += 2) {
        long micros = start(args[way + 1]);
        times.computeIfAbsent(args[way], name -> new ArrayList<>()).add(micros);
      }
    }
    System.out.printf("%-36s %8s %8s %8s %8s%n", "ms to ready", "first", "median", "least", "most");
    times.forEach(Starts::print);
  }

  private static void print(String name, List<Long> micros) {
    long first = micros.getFirst();
    List<Long> others = new ArrayList<>(micros.subList(1, micros.size()));
    Collections.sort(others);
    System.out.printf(
        "%-36s %8d %8d %8d %8d%n",
        name,
        first / 1000,
        others.get(others.size() / 2) / 1000,
        others.getFirst() / 1000,
        others.getLast() / 1000);
  }

  private static long start(String command) throws Exception {
    int port = freePort();
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec " + command);
    builder.environment().put("WEIR_SERVER_PORT", String.valueOf(port));
    builder.redirectErrorStream(true).redirectOutput(new File("/dev/null"));
    long begun = System.nanoTime();
    Process process = builder.start();
    try {
      while (!isReady(port)) {
        if (!process.isAlive() || System.nanoTime() - begun > LIMIT) {
          throw new IllegalStateException("is not ready: " + command);
        }
        LockSupport.parkNanos(500_000);
      }
      return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isReady(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.getOutputStream().write(REQUEST);
      byte[] line = socket.getInputStream().readNBytes(12);
      return new String(line, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException e) {
      return false;
    }
  }
}
