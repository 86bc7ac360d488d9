package dev.weir.faults;

import dev.weir.Budget;
import dev.weir.WeirClient;
import dev.weir.WeirProcess;
import java.util.List;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.junit.jupiter.api.Test;

/** A heap of 64 MB under full overload, with bodies in both directions. */
class SmallHeapIT {

  private static final int BODY_BYTES = 100_000;

  private static AsyncRequestProducer upload(WeirClient weir) {
    return AsyncRequestBuilder.post(Load.uri(weir, "/endpoint"))
        .setEntity(new byte[BODY_BYTES], ContentType.APPLICATION_OCTET_STREAM)
        .build();
  }

  private static AsyncRequestProducer download(WeirClient weir) {
    return AsyncRequestBuilder.get(Load.uri(weir, "/large")).build();
  }

  @Test
  void everyClientGetsItsResponseAndNothingIsOutOfMemory() throws Exception {
    try (Service service = new Service();
        WeirProcess weir =
            Gateway.start(
                List.of("-Xmx64m"), service, "--gate.waiting-room=200", "--gate.max-wait=10s");
        WeirClient client = weir.client()) {
      AtRest rest = AtRest.before(weir, client);
      try (Load uploads = Load.on(client, 600, () -> upload(client));
          Load downloads = Load.on(client, 10, () -> download(client))) {
        int some = Budget.rounds(300, 30_000);
        uploads.awaitMore(some, 200);
        uploads.awaitMore(some, 429);
        rest.assertAgain(uploads.end().and(downloads.end()));
      }
    }
  }
}
