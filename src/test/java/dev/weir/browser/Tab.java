package dev.weir.browser;

import dev.weir.Eventually;
import io.helidon.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A tab of a browser. */
public final class Tab {

  private static final Set<String> COMPLAINTS =
      Set.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded");

  /** A key that is no sign has a code, without which a browser does nothing by itself. */
  private static final Map<String, Integer> CODES =
      Map.of("Tab", 9, "Escape", 27, "ArrowLeft", 37, "ArrowRight", 39);

  private final DevTools tools;
  private final String session;

  Tab(DevTools tools, String session) throws Exception {
    this.tools = tools;
    this.session = session;
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", JsonObject.empty());
    }
  }

  private JsonObject send(String method, JsonObject parameters) throws Exception {
    return tools.send(session, method, parameters);
  }

  /** Gives the screen this width, one dot to a pixel. */
  public void resize(int width) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        JsonObject.builder()
            .set("width", width)
            .set("height", 900)
            .set("deviceScaleFactor", 1)
            .set("mobile", false)
            .build());
  }

  /** Prefers {@code light} or {@code dark}. */
  public void prefer(String colourScheme) throws Exception {
    JsonObject feature =
        JsonObject.builder().set("name", "prefers-color-scheme").set("value", colourScheme).build();
    send(
        "Emulation.setEmulatedMedia",
        JsonObject.builder().setValues("features", List.of(feature)).build());
  }

  /** Opens a page, and returns when this expression is true there. */
  public void open(URI page, String isReady) throws Exception {
    send("Page.navigate", JsonObject.builder().set("url", page.toString()).build());
    Eventually.until(() -> is(isReady));
  }

  /** Runs some statements; what they declare is there afterwards. */
  public void run(String statements) throws Exception {
    JsonObject response =
        send("Runtime.evaluate", JsonObject.builder().set("expression", statements).build());
    if (response.objectValue("exceptionDetails").isPresent()) {
      throw new AssertionError(response);
    }
  }

  /** Returns whether an expression is true. */
  public boolean is(String expression) throws Exception {
    return evaluate(expression).equals("true");
  }

  /** Presses a key, such as {@code ?} or {@code Tab}, as a user does. */
  public void press(String key) throws Exception {
    JsonObject.Builder down = JsonObject.builder().set("type", "keyDown").set("key", key);
    if (CODES.containsKey(key)) {
      down.set("windowsVirtualKeyCode", CODES.get(key));
    } else {
      down.set("text", key);
    }
    send("Input.dispatchKeyEvent", down.build());
    send(
        "Input.dispatchKeyEvent",
        JsonObject.builder().set("type", "keyUp").set("key", key).build());
  }

  /** Returns what an expression gives, as a string. */
  public String evaluate(String expression) throws Exception {
    JsonObject response =
        send(
            "Runtime.evaluate",
            JsonObject.builder().set("expression", "String(" + expression + ")").build());
    return response.objectValue("result").orElseThrow().stringValue("value", response.toString());
  }

  /** Returns what the browser complained of, and what the page said to its console. */
  public List<String> complaints() {
    return named(COMPLAINTS).map(JsonObject::toString).toList();
  }

  /** Returns the addresses that were requested. */
  public List<String> requests() {
    return named(Set.of("Network.requestWillBeSent"))
        .map(event -> event.objectValue("params").orElseThrow())
        .map(params -> params.objectValue("request").orElseThrow())
        .map(request -> request.stringValue("url", ""))
        .toList();
  }

  private Stream<JsonObject> named(Set<String> methods) {
    return tools.events(session).stream()
        .filter(event -> methods.contains(event.stringValue("method", "")));
  }
}
