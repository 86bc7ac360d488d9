package dev.weir.problem;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Why a request gets no response of the backend: a problem in JSON (RFC 9457), the body of every
 * refusal. All but the two numbers that change is encoded once, so that a refusal in a storm costs
 * little.
 */
public final class Problem {

  /** The type of every problem's body. */
  public static final Header MEDIA_TYPE =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");

  /** A problem is of one request only: no cache may keep it. */
  public static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  private static final String REGISTERED = "https://iana.org/assignments/http-problem-types#";

  private final Status status;
  private final byte[] open;

  /**
   * Makes a problem of no type but its status.
   *
   * @param status the status of the response
   * @param reason one word for it
   * @param detail what is wrong, and what to do
   */
  public Problem(Status status, String reason, String detail) {
    this(status, json(status, "about:blank", detail), reason);
  }

  private Problem(Status status, JsonObject.Builder json, String reason) {
    this(status, unclosed(json.set("reason", reason)).getBytes(StandardCharsets.UTF_8));
  }

  private Problem(Status status, byte[] open) {
    this.status = status;
    this.open = open;
  }

  /** Returns a problem whose status says enough: the reason is the same in one word. */
  public static Problem of(Status status, String detail) {
    String reason = status.reasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '_');
    return new Problem(status, reason, detail);
  }

  /**
   * Returns a 429: one request more than there may be (draft-ietf-httpapi-ratelimit-headers).
   *
   * @param policy the name of the policy that says how many there may be
   */
  public static Problem quotaExceeded(String policy, String reason, String detail) {
    Status status = Status.TOO_MANY_REQUESTS_429;
    return new Problem(
        status,
        json(status, REGISTERED + "quota-exceeded", detail)
            .set("violated-policies", JsonArray.createStrings(List.of(policy))),
        reason);
  }

  /** Returns a 503: a service that can't do all of its work for now (the same draft). */
  public static Problem reducedCapacity(String reason, String detail) {
    Status status = Status.SERVICE_UNAVAILABLE_503;
    return new Problem(
        status, json(status, REGISTERED + "temporary-reduced-capacity", detail), reason);
  }

  private static String unclosed(JsonObject.Builder json) {
    String text = json.build().toString();
    return text.substring(0, text.length() - 1);
  }

  private static JsonObject.Builder json(Status status, String type, String detail) {
    return JsonObject.builder()
        .set("type", type)
        .set("title", status.reasonPhrase())
        .set("status", status.code())
        .set("detail", detail);
  }

  /** Returns the same problem of a request that came to this gate by this route. */
  public Problem at(String gate, String route) {
    String members = unclosed(JsonObject.builder().set("gate", gate).set("route", route));
    return new Problem(status, followedBy("," + members.substring(1)));
  }

  /** Returns the status of the response. */
  public Status status() {
    return status;
  }

  /** Returns the body. */
  public byte[] body() {
    return followedBy("}");
  }

  private byte[] followedBy(String text) {
    byte[] rest = text.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(open, open.length + rest.length);
    System.arraycopy(rest, 0, all, open.length, rest.length);
    return all;
  }

  /** Sends it as the response, and leaves the connection as it is. */
  public void respond(ServerResponse response) {
    send(body(), response);
  }

  /** Sends it as the response to a request that may be repeated later. */
  public void respond(ServerResponse response, Duration retryAfter, int queueDepth) {
    send(
        followedBy(
            ",\"retryAfterMs\":" + retryAfter.toMillis() + ",\"queueDepth\":" + queueDepth + "}"),
        response);
  }

  private void send(byte[] body, ServerResponse response) {
    response.status(status);
    response.header(NO_STORE);
    response.header(MEDIA_TYPE);
    response.send(body);
  }

  /** Returns a whole response of HTTP/1.1, for where there is no request; the connection ends. */
  public byte[] message() {
    byte[] body = body();
    String head =
        "HTTP/1.1 %d %s\r\nConnection: close\r\n%s: %s\r\n%s: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                status.code(),
                status.reasonPhrase(),
                NO_STORE.name(),
                NO_STORE.get(),
                MEDIA_TYPE.name(),
                MEDIA_TYPE.get(),
                body.length);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(body);
    return message.toByteArray();
  }
}
