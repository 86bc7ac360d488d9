package dev.weir.backend.http;

import dev.weir.backend.BackendResponse;

/** Ends the call of one answer, once. */
final class Ending implements BackendResponse.Exchange {

  private final AnswerBody body;
  private final Address address;
  private boolean over;

  Ending(AnswerBody body, Address address) {
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
