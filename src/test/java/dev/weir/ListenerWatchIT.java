package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.ListenAddresses.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerWatchIT {

  private final BlockingQueue<Address> ended = new LinkedBlockingQueue<>();
  private final List<ListenerWatch> watches = new ArrayList<>();

  private ListenerWatch watch(String host, int... ports) {
    List<Address> addresses =
        IntStream.of(ports).mapToObj(port -> new Address(host, port, false)).toList();
    ListenerWatch watch = new ListenerWatch(addresses, ended::add);
    watches.add(watch);
    return watch;
  }

  @AfterEach
  void close() {
    watches.forEach(ListenerWatch::close);
  }

  private static int closed(ServerSocket socket) throws IOException {
    socket.close();
    return socket.getLocalPort();
  }

  @Test
  void aListenerThatEndsIsNoticedThoughItsConnectionsLiveOn() throws Exception {
    try (ServerSocket first = new ServerSocket(0);
        ServerSocket second = new ServerSocket(0);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), second.getLocalPort());
        Socket connection = second.accept()) {
      watch("127.0.0.1", first.getLocalPort(), second.getLocalPort());
      assertThat(client.isConnected() && connection.isConnected(), is(true));
      int port = closed(second);
      assertThat(ended.take().port(), is(port));
    }
  }

  /** What Helidon does after an error of its accept loop: it waits for itself, for ever. */
  @Test
  void anAcceptLoopThatIsInterruptedIsAListenerThatEnds() throws Exception {
    RunningWeir weir = RunningWeir.with("--server.host=0.0.0.0");
    int port = weir.server().port();
    watch("0.0.0.0", port);
    try (Socket client = weir.client().raw("GET")) {
      assertThat(client.isConnected(), is(true));
      acceptLoops().forEach(Thread::interrupt);
      assertThat(ended.take().port(), is(port));
    }
  }

  private static List<Thread> acceptLoops() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("server-.*-listener"))
        .toList();
  }

  @Test
  void oneThatIsClosedBeforeItsListenerHearsOfNoEnd() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
      watch("127.0.0.1", port).close();
    }
    watch("127.0.0.1", port);
    assertThat(ended.take().port(), is(port));
    assertThat(ended.isEmpty(), is(true));
  }
}
