package dev.weir.browser;

import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A browser's DevTools protocol: commands with their responses, and the events between them. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
  private final List<JsonObject> events = new CopyOnWriteArrayList<>();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;

  DevTools(URI address) {
    this.socket = http.newWebSocketBuilder().buildAsync(address, this).join();
  }

  /** Sends a command to a session of the browser, and returns its response. */
  JsonObject send(String session, String method, JsonObject parameters) throws Exception {
    JsonObject.Builder command =
        JsonObject.builder()
            .set("id", lastId.incrementAndGet())
            .set("method", method)
            .set("params", parameters);
    if (!session.isEmpty()) {
      command.set("sessionId", session);
    }
    CompletableFuture<JsonObject> response = new CompletableFuture<>();
    pending.put(lastId.get(), response);
    socket.sendText(command.build().toString(), true).join();
    JsonObject json = response.get(10, TimeUnit.SECONDS);
    return json.objectValue("result").orElseThrow(() -> new AssertionError(method + ": " + json));
  }

  /** Returns the events of a session so far. */
  List<JsonObject> events(String session) {
    return events.stream()
        .filter(event -> event.stringValue("sessionId", "").equals(session))
        .toList();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      received(JsonParser.create(message.toString()).readJsonObject());
      message.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void received(JsonObject json) {
    CompletableFuture<JsonObject> response = pending.remove(json.intValue("id", 0));
    if (response == null) {
      events.add(json);
    } else {
      response.complete(json);
    }
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
