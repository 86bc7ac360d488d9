package dev.weir;

import dev.weir.settings.Settings;
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
    Settings settings = Settings.read(all, Map.of(), new Properties());
    Server weir = new Server(settings, Server.logs(settings), environment);
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
