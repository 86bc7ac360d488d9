package dev.weir.faults;

import dev.weir.WeirProcess;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A Weir in front of a service: eight calls of 20 ms at once, which is 400 a second. */
final class Gateway {

  private Gateway() {}

  /** Starts one with these options of the JVM, and these flags beside the usual ones. */
  static WeirProcess start(List<String> jvmOptions, Service service, String... flags)
      throws IOException {
    return start("true", jvmOptions, service, flags);
  }

  /** Starts one in a shell that has done something before. */
  static WeirProcess start(String before, List<String> jvmOptions, Service service, String... flags)
      throws IOException {
    Stream<String> usual =
        Stream.of(
            "--server.host=127.0.0.1",
            "--server.port=0",
            "--gate.permits=8",
            "--gate.waiting-room=32",
            "--backend.type=http",
            "--backend.http.url=" + service.url(),
            "--backend.http.ejection-time=100ms");
    String[] all = Stream.concat(usual, Stream.of(flags)).toArray(String[]::new);
    return WeirProcess.start(before, jvmOptions, all);
  }
}
