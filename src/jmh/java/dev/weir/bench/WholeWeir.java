package dev.weir.bench;

import dev.weir.RunningWeir;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A Weir with one permit, with its upstream and two clients in the same process, which allocate
 * nothing: what is allocated is Weir's.
 */
record WholeWeir(
    FrugalUpstream upstream, RunningWeir weir, FrugalClient client, FrugalClient other) {

  /** Starts it. */
  static WholeWeir start() {
    try {
      FrugalUpstream upstream = new FrugalUpstream();
      RunningWeir weir =
          RunningWeir.with(
              "--backend.type=http",
              "--backend.http.url=" + upstream.url(),
              "--gate.permits=1",
              "--gate.waiting-room=0",
              "--gate.max-refusal-delay=0s");
      int port = weir.server().port();
      return new WholeWeir(upstream, weir, new FrugalClient(port), new FrugalClient(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when the other client's request has the permit, for good. */
  void fill() throws IOException {
    upstream.standStill();
    other.send();
    upstream.awaitStill();
  }

  /** Ends it. */
  void stop() throws IOException {
    client.close();
    other.close();
    upstream.close();
    weir.close();
  }
}
