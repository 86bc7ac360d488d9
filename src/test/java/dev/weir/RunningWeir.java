package dev.weir;

import dev.weir.reload.WatchedSettings;
import dev.weir.settings.Settings;
import dev.weir.settings.SettingsSource;
import io.helidon.webserver.WebServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A Weir of its own for one test, on a free port. */
public record RunningWeir(Server weir, WebServer server, WeirClient client)
    implements AutoCloseable {

  public static RunningWeir with(String... flags) {
    return with(Map.of(), flags);
  }

  /** Starts one that finds these variables in its environment. */
  public static RunningWeir with(Map<String, String> environment, String... flags) {
    List<String> all = new ArrayList<>(List.of("--server.host=127.0.0.1", "--server.port=0"));
    all.addAll(List.of(flags));
    WatchedSettings watched =
        WatchedSettings.of(new SettingsSource(all, Map.of(), new Properties()));
    Settings settings = watched.read().settings();
    Server weir = new Server(settings, Server.logs(settings), environment);
    weir.reload(watched, () -> {});
    WebServer server = WebServer.builder().update(weir::setup).build().start();
    return new RunningWeir(weir, server, new WeirClient(server.port()));
  }

  @Override
  public void close() {
    client.close();
    server.stop();
    weir.close();
  }
}
