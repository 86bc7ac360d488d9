package dev.weir.backend.http;

import dev.weir.backend.BackendResponse;

/** Ends the call of one answer, once. */
final class ResponseLease implements BackendResponse.Exchange {

  private final ResponseBody body;
  private final Upstream address;
  private boolean over;

  ResponseLease(ResponseBody body, Upstream address) {
    this.body = body;
    this.address = address;
  }

  @Override
  public void close() {
    if (!over) {
      over = true;
      body.close();
      address.calls(-1);
    }
  }
}
