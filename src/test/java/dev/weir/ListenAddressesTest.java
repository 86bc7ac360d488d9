package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.settings.Settings;
import dev.weir.settings.SettingsException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ListenAddressesTest {

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger letIn = new AtomicInteger();

  private static Settings at(int port) {
    List<String> flags = List.of("--server.host=127.0.0.1", "--server.port=" + port);
    return Settings.read(flags, Map.of(), new Properties());
  }

  private void connectUntilOver(int port) {
    while (!over.get()) {
      try (Socket early = new Socket(InetAddress.getLoopbackAddress(), port)) {
        letIn.addAndGet(early.isConnected() ? 1 : 0);
      } catch (ConnectException e) {
        refused.incrementAndGet();
      } catch (IOException e) {
        letIn.incrementAndGet();
      }
    }
  }

  @Test
  void aClientThatIsEarlyIsRefusedAndNeverLetInAndReset() throws Exception {
    int port = FreePort.find();
    Settings settings = at(port);
    Thread early = Thread.ofPlatform().start(() -> connectUntilOver(port));
    while (refused.get() + letIn.get() < 2_000) {
      ListenAddresses.check(settings);
    }
    over.set(true);
    early.join();
    assertThat(letIn.get(), is(0));
  }

  @Test
  void anAddressOnWhichAnotherListensIsSaid() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Settings settings = at(other.getLocalPort());
      var e = assertThrows(SettingsException.class, () -> ListenAddresses.check(settings));
      assertThat(e.getMessage(), containsString("can't listen there"));
    }
  }
}
