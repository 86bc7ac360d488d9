package dev.weir.backend;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The backend's answer, whose body may still be arriving.
 *
 * @param status the HTTP status
 * @param fields the header fields, in order
 * @param body the body, empty if there is none
 * @param exchange what is to be given back when the answer is closed
 * @param trailers the fields that came after the body; valid once it was read to its end
 * @param upstream the address that it came from; empty if the backend has but one
 */
public record BackendResponse(
    int status,
    List<Field> fields,
    InputStream body,
    Exchange exchange,
    Supplier<List<Field>> trailers,
    Optional<String> upstream)
    implements AutoCloseable {

  public static final int OK = 200;

  /** What an answer holds on to until it is closed. */
  public interface Exchange {

    /** Gives it back. If the body was not read to its end, the call is broken off. Never throws. */
    void close();
  }

  /** Makes an answer without trailers, of a backend that has but one address. */
  public BackendResponse(int status, List<Field> fields, InputStream body, Exchange exchange) {
    this(status, fields, body, exchange, List::of, Optional.empty());
  }

  /** Returns an answer of status 200 with a body of JSON, and with these fields besides. */
  public static BackendResponse json(String json, Field... fields) {
    return json(OK, json, fields);
  }

  /** Returns an answer with a body of JSON, and with these fields besides. */
  public static BackendResponse json(int status, String json, Field... fields) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    List<Field> all = new ArrayList<>(List.of(fields));
    all.add(new Field("Content-Type", "application/json"));
    all.add(new Field("Content-Length", String.valueOf(bytes.length)));
    return new BackendResponse(status, all, new ByteArrayInputStream(bytes), () -> {});
  }

  @Override
  public void close() {
    exchange.close();
  }
}
