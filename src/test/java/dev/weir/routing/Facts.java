package dev.weir.routing;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A request that is nothing but its facts. */
record Facts(
    String method,
    String rawPath,
    String host,
    Map<String, String> fields,
    OptionalLong contentLength,
    boolean trusted)
    implements RequestFacts {

  static Facts get(String rawPath) {
    return new Facts("GET", rawPath, "", Map.of(), OptionalLong.empty(), false);
  }

  Facts withMethod(String other) {
    return new Facts(other, rawPath, host, fields, contentLength, trusted);
  }

  Facts withHost(String other) {
    return new Facts(method, rawPath, other, fields, contentLength, trusted);
  }

  Facts withField(String name, String value) {
    return new Facts(method, rawPath, host, Map.of(name, value), contentLength, trusted);
  }

  Facts ofTrusted() {
    return new Facts(method, rawPath, host, fields, contentLength, true);
  }

  Facts withLength(long bytes) {
    return new Facts(method, rawPath, host, fields, OptionalLong.of(bytes), trusted);
  }

  @Override
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
