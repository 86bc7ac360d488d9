package dev.weir.backend;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The response of a backend, whose body may still be arriving.
 *
 * @param status the HTTP status
 * @param fields the header fields, in order
 * @param body the body, empty if there is none
 * @param lease what the response holds until it is closed
 * @param trailers the fields that came after the body; valid once it was read to its end
 * @param upstream the upstream that it came from; empty if the backend has none
 */
public record BackendResponse(
    int status,
    List<Field> fields,
    InputStream body,
    Lease lease,
    Supplier<List<Field>> trailers,
    Optional<String> upstream)
    implements AutoCloseable {

  /** The status of success. */
  public static final int OK = 200;

  /** What a response holds until it is closed, such as a connection. */
  public interface Lease extends AutoCloseable {

    /** Ends the lease. A body that was not read to its end is broken off. Never throws. */
    @Override
    void close();
  }

  /** Makes a response without trailers, of a backend without upstreams. */
  public BackendResponse(int status, List<Field> fields, InputStream body, Lease lease) {
    this(status, fields, body, lease, List::of, Optional.empty());
  }

  /** Returns a response of status 200 with a body of JSON, and with these fields besides. */
  public static BackendResponse json(String json, Field... fields) {
    return json(OK, json, fields);
  }

  /** Returns a response with a body of JSON, and with these fields besides. */
  public static BackendResponse json(int status, String json, Field... fields) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    List<Field> all = new ArrayList<>(List.of(fields));
    all.add(new Field("Content-Type", "application/json"));
    all.add(new Field("Content-Length", String.valueOf(bytes.length)));
    return new BackendResponse(status, all, new ByteArrayInputStream(bytes), () -> {});
  }

  @Override
  public void close() {
    lease.close();
  }
}
