import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page in Chromium without a window. {@code paint} opens it so many times, each in a new tab, and
 * prints after how many milliseconds it was painted first; {@code open} keeps it open until its
 * standard input ends.
 *
 * <p>{@code java ConsoleTab.java paint http://127.0.0.1:9091/console 9}
 */
final class ConsoleTab implements WebSocket.Listener {

  private static final Pattern VALUE = Pattern.compile("\"value\":([0-9.]+)");
  private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
  private static final Pattern TARGET = Pattern.compile("\"targetId\":\"([^\"]+)\"");
  private static final String PAINT =
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? ''";

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;
  private int lastId;

  private ConsoleTab(URI browser) {
    socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(browser, this).join();
  }

  public static void main(String[] args) throws Exception {
    Path profile = Files.createTempDirectory("console-tab");
    Process chromium =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      ConsoleTab browser = new ConsoleTab(address(profile.resolve("DevToolsActivePort")));
      if (args[0].equals("paint")) {
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
          System.out.println(browser.firstPaint(args[1]));
        }
      } else {
        browser.open(browser.tab(), args[1]);
        System.in.readAllBytes();
      }
    } finally {
      List<ProcessHandle> all = chromium.descendants().toList();
      chromium.destroyForcibly().waitFor();
      all.forEach(ProcessHandle::destroyForcibly);
      delete(profile);
    }
    System.exit(0);
  }

  /** Chromium writes the port that it chose, and a path, into a file of its profile. */
  private static URI address(Path file) throws Exception {
    while (!Files.exists(file) || Files.readAllLines(file).size() < 2) {
      Thread.sleep(20);
    }
    List<String> lines = Files.readAllLines(file);
    return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private String firstPaint(String page) throws Exception {
    String target = tab();
    String session = open(target, page);
    while (true) {
      String response =
          send(
              session,
              "Runtime.evaluate",
              "{\"expression\":\"" + PAINT + "\",\"returnByValue\":true}");
      Matcher value = VALUE.matcher(response);
      if (value.find()) {
        // Six pages with a stream each are all that a browser opens from one address.
        send("", "Target.closeTarget", "{\"targetId\":\"" + target + "\"}");
        return value.group(1);
      }
      Thread.sleep(20);
    }
  }

  private String tab() throws Exception {
    return found(TARGET, send("", "Target.createTarget", "{\"url\":\"about:blank\"}"));
  }

  /** Opens a page in a tab, and returns the session of the tab. */
  private String open(String target, String page) throws Exception {
    String attach = "{\"targetId\":\"" + target + "\",\"flatten\":true}";
    String session = found(SESSION, send("", "Target.attachToTarget", attach));
    send(session, "Page.navigate", "{\"url\":\"" + page + "\"}");
    return session;
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException(text);
    }
    return matcher.group(1);
  }

  /** Sends a command, and returns its response; events are left out. */
  private String send(String session, String method, String parameters) throws Exception {
    int id = ++lastId;
    String at = session.isEmpty() ? "" : ",\"sessionId\":\"" + session + "\"";
    socket
        .sendText(
            "{\"id\":%d%s,\"method\":\"%s\",\"params\":%s}".formatted(id, at, method, parameters),
            true)
        .join();
    while (true) {
      String response = messages.poll(30, TimeUnit.SECONDS);
      if (response == null) {
        throw new IOException("Chromium has not responded to " + method);
      }
      if (response.startsWith("{\"id\":" + id + ",")) {
        return response;
      }
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      messages.add(message.toString());
      message.setLength(0);
    }
    from.request(1);
    return null;
  }
}
