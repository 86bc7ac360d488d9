package dev.weir.edge.headers;

import io.helidon.common.GenericType;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.mapper.Value;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A field of a response that is one thing to Helidon and another on the wire of HTTP/1.1.
 *
 * <p>Helidon writes values in ASCII only, and a {@code Content-Length} wherever it sends no body.
 */
public final class RawHeader implements Header {

  private static final Header LENGTH_ZERO = HeaderValues.CONTENT_LENGTH_ZERO;

  private final Header plain;
  private final byte[] wire;

  private RawHeader(Header plain, byte[] wire) {
    this.plain = plain;
    this.wire = wire;
  }

  /** Returns a field whose values are written one byte for each character. */
  public static Header ofBytes(HeaderName name, List<String> values) {
    return new RawHeader(HeaderValues.create(name, values), lines(name, values));
  }

  /** Returns a length for a response that has none and must not get one. */
  public static Header noLength() {
    return new RawHeader(LENGTH_ZERO, new byte[0]);
  }

  /** Returns the length of a body that is not sent (RFC 9110, section 8.6). */
  public static Header lengthOfUnsent(String length) {
    return new RawHeader(LENGTH_ZERO, lines(HeaderNames.CONTENT_LENGTH, List.of(length)));
  }

  private static byte[] lines(HeaderName name, List<String> values) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (String value : values) {
      String line = name.defaultCase() + ": " + value + "\r\n";
      lines.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
    }
    return lines.toByteArray();
  }

  @Override
  public void writeHttp1Header(BufferData buffer) {
    buffer.write(wire);
  }

  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public HeaderName headerName() {
    return plain.headerName();
  }

  @Override
  public String get() {
    return plain.get();
  }

  @Override
  public List<String> allValues() {
    return plain.allValues();
  }

  @Override
  public int valueCount() {
    return plain.valueCount();
  }

  @Override
  public boolean sensitive() {
    return plain.sensitive();
  }

  @Override
  public boolean changing() {
    return plain.changing();
  }

  @Override
  public <N> Value<N> as(Class<N> type) {
    return plain.as(type);
  }

  @Override
  public <N> Value<N> as(GenericType<N> type) {
    return plain.as(type);
  }

  @Override
  public <N> Value<N> as(Function<? super String, ? extends N> mapper) {
    return plain.as(mapper);
  }

  @Override
  public Optional<String> asOptional() {
    return plain.asOptional();
  }

  @Override
  public Value<Boolean> asBoolean() {
    return plain.asBoolean();
  }

  @Override
  public Value<String> asString() {
    return plain.asString();
  }

  @Override
  public Value<Integer> asInt() {
    return plain.asInt();
  }

  @Override
  public Value<Long> asLong() {
    return plain.asLong();
  }

  @Override
  public Value<Double> asDouble() {
    return plain.asDouble();
  }
}
