package dev.weir.faults;

import dev.weir.Budget;
import dev.weir.HttpText;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A heap of 64 MB under full overload, with bodies in both directions. */
class SmallHeapIT {

  private static final int BODY_BYTES = 100_000;
  private static final String UPLOAD =
      HttpText.head("POST /endpoint HTTP/1.1", "Host: weir", "Content-Length: " + BODY_BYTES)
          + "a".repeat(BODY_BYTES);
  private static final String DOWNLOAD = HttpText.head("GET /large HTTP/1.1", "Host: weir");

  @Test
  void everybodyIsAnsweredAndNothingIsOutOfMemory() throws Exception {
    try (Service service = new Service();
        WeirProcess weir =
            Gateway.start(
                List.of("-Xmx64m"), service, "--gate.waiting-room=200", "--gate.max-wait=10s");
        WeirClient client = weir.client()) {
      AtRest rest = AtRest.before(weir, client);
      try (Load uploads = Load.on(client, 600, UPLOAD);
          Load downloads = Load.on(client, 10, DOWNLOAD)) {
        int some = Budget.rounds(300, 30_000);
        uploads.awaitMore(some, 200);
        uploads.awaitMore(some, 429);
        rest.assertAgain(uploads.end().and(downloads.end()));
      }
    }
  }
}
