package dev.weir.trace;

import dev.weir.edge.Outcome;
import dev.weir.edge.TracedCall;
import dev.weir.edge.TracedRequest;
import dev.weir.gate.Admission.Shed;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
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
  private static final int MOST_DIGITS_OF_A_PORT = 5;
  private static final String SCHEME_END = "://";
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

  /** Sets the attributes of the span of a request. */
  static void set(Span span, TracedRequest traced) {
    HttpPrologue prologue = traced.request().prologue();
    Headers headers = traced.request().headers();
    span.setAttribute(PATH, prologue.uriPath().rawPath())
        .setAttribute(SCHEME, traced.request().isSecure() ? "https" : "http")
        .setAttribute(VERSION, prologue.protocolVersion())
        .setAttribute(CLIENT, traced.client())
        .setAttribute(GATE, traced.gate())
        .setAttribute(ROUTE, traced.route())
        .setAttribute(OUTCOME, traced.outcome().label())
        .setAttribute(WAITED, traced.admission().waitedNanos() / 1e6);
    setMethod(span, prologue.method().text());
    headers.first(HeaderNames.HOST).ifPresent(host -> setServer(span, host));
    headers.first(HeaderNames.USER_AGENT).ifPresent(agent -> span.setAttribute(AGENT, agent));
    if (traced.outcome() != Outcome.GONE) {
      span.setAttribute(STATUS, traced.status());
    }
    if (traced.outcome() == Outcome.SHED && traced.admission() instanceof Shed shed) {
      span.setAttribute(SHED_REASON, shed.reason().label());
    }
    if (traced.outcome() == Outcome.FAILED) {
      span.setAttribute(ERROR, traced.reason().orElse(String.valueOf(traced.status())));
    }
  }

  /** Sets the attributes of the span of a call. */
  static void set(Span span, TracedCall call, TracedRequest traced) {
    setMethod(span, traced.request().prologue().method().text());
    call.upstream()
        .ifPresent(
            url -> setServer(span, url.substring(url.indexOf(SCHEME_END) + SCHEME_END.length())));
    call.status().ifPresent(status -> span.setAttribute(STATUS, status));
    if (!call.retries().isEmpty()) {
      span.setAttribute(RESENT, call.retries().size());
    }
    if (hasFailed(call)) {
      span.setAttribute(ERROR, error(call, traced));
    }
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

  private static void setMethod(Span span, String method) {
    boolean known = KNOWN_METHODS.contains(method);
    span.setAttribute(METHOD, known ? method : "_OTHER");
    if (!known) {
      span.setAttribute(METHOD_ORIGINAL, method);
    }
  }

  /** A client may send anything as the host. */
  private static void setServer(Span span, String authority) {
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    span.setAttribute(SERVER, hasPort ? authority.substring(0, colon) : authority);
    String port = authority.substring(colon + 1);
    if (hasPort && isNumber(port)) {
      span.setAttribute(PORT, Long.parseLong(port));
    }
  }

  private static boolean isNumber(String port) {
    return !port.isEmpty()
        && port.length() <= MOST_DIGITS_OF_A_PORT
        && port.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
