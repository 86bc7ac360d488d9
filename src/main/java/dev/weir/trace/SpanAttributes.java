package dev.weir.trace;

import dev.weir.edge.Outcome;
import dev.weir.edge.TracedCall;
import dev.weir.edge.TracedRequest;
import dev.weir.gate.Admission.Shed;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.net.URI;
import java.util.Set;

/**
 * The attributes of spans: OpenTelemetry's semantic conventions for HTTP, and beside them what only
 * Weir knows. The query is left out: it may have secrets, and the access log has none either.
 */
final class SpanAttributes {

  static final AttributeKey<String> GATE = AttributeKey.stringKey("weir.gate");
  static final AttributeKey<String> SHED_REASON = AttributeKey.stringKey("weir.shed.reason");
  static final AttributeKey<String> RETRY_REASON = AttributeKey.stringKey("weir.retry.reason");
  static final int SERVER_ERROR = 500;

  private static final int CLIENT_ERROR = 400;
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("weir.route");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("weir.outcome");
  private static final AttributeKey<Double> WAITED = AttributeKey.doubleKey("weir.waited_ms");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> METHOD_ORIGINAL =
      AttributeKey.stringKey("http.request.method_original");
  private static final AttributeKey<Long> RESENT =
      AttributeKey.longKey("http.request.resend_count");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
  private static final AttributeKey<String> VERSION =
      AttributeKey.stringKey("network.protocol.version");
  private static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
  private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
  private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
  private static final AttributeKey<String> AGENT = AttributeKey.stringKey("user_agent.original");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  /** Of any other method the conventions have only the one name. */
  private static final Set<String> KNOWN_METHODS =
      Set.of(
          "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE");

  private SpanAttributes() {}

  /** Returns the attributes of the span of a request. */
  static Attributes of(TracedRequest traced) {
    HttpPrologue prologue = traced.request().prologue();
    AttributesBuilder attributes =
        Attributes.builder()
            .put(PATH, prologue.uriPath().rawPath())
            .put(SCHEME, traced.request().isSecure() ? "https" : "http")
            .put(VERSION, prologue.protocolVersion())
            .put(CLIENT, traced.client())
            .put(GATE, traced.gate())
            .put(ROUTE, traced.route())
            .put(OUTCOME, traced.outcome().label())
            .put(WAITED, traced.admission().waitedNanos() / 1e6);
    putMethod(attributes, prologue.method().text());
    traced.request().headers().first(HeaderNames.HOST).ifPresent(h -> putServer(attributes, h));
    traced
        .request()
        .headers()
        .first(HeaderNames.USER_AGENT)
        .ifPresent(agent -> attributes.put(AGENT, agent));
    if (traced.outcome() != Outcome.GONE) {
      attributes.put(STATUS, (long) traced.status());
    }
    if (traced.outcome() == Outcome.SHED && traced.admission() instanceof Shed shed) {
      attributes.put(SHED_REASON, shed.reason().label());
    }
    if (traced.outcome() == Outcome.FAILED) {
      attributes.put(ERROR, traced.reason().orElse(String.valueOf(traced.status())));
    }
    return attributes.build();
  }

  /** Returns the attributes of the span of a call. */
  static Attributes of(TracedCall call, TracedRequest traced) {
    AttributesBuilder attributes = Attributes.builder();
    putMethod(attributes, traced.request().prologue().method().text());
    call.upstream()
        .map(URI::create)
        .map(URI::getAuthority)
        .ifPresent(a -> putServer(attributes, a));
    call.status().ifPresent(status -> attributes.put(STATUS, (long) status));
    if (!call.retries().isEmpty()) {
      attributes.put(RESENT, (long) call.retries().size());
    }
    if (hasFailed(call)) {
      attributes.put(ERROR, error(call, traced));
    }
    return attributes.build();
  }

  /** To a client, which Weir is here, a status of 4xx is a failure too. */
  static boolean hasFailed(TracedCall call) {
    return call.status().orElse(SERVER_ERROR) >= CLIENT_ERROR;
  }

  private static String error(TracedCall call, TracedRequest traced) {
    return call.status().isPresent()
        ? String.valueOf(call.status().getAsInt())
        : traced.reason().orElse(traced.outcome().label());
  }

  private static void putMethod(AttributesBuilder attributes, String method) {
    boolean known = KNOWN_METHODS.contains(method);
    attributes.put(METHOD, known ? method : "_OTHER");
    if (!known) {
      attributes.put(METHOD_ORIGINAL, method);
    }
  }

  private static void putServer(AttributesBuilder attributes, String authority) {
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    attributes.put(SERVER, hasPort ? authority.substring(0, colon) : authority);
    if (hasPort && authority.substring(colon + 1).matches("\\d{1,5}")) {
      attributes.put(PORT, Long.parseLong(authority.substring(colon + 1)));
    }
  }
}
