package dev.weir.http;

import io.helidon.http.Header;
import io.helidon.http.HttpException;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Holds the head of a request of HTTP/2 to what one of HTTP/1.1 is held to by the server itself.
 *
 * <p>It is as large as it may be, unpacked, at most. And nothing in it could end a line, or a word
 * of the first line, when it goes on to a backend that speaks HTTP/1.1: what stood behind it there
 * would be a request of its own (RFC 9113, section 10.3).
 *
 * @param targetBytes how long path and query may be
 * @param headerBytes how large all fields may be
 * @param next what gets those that pass
 */
public record Http2HeadCheck(int targetBytes, int headerBytes, Handler next) implements Handler {

  /** The colon, the space and the end of its line, which a field of HTTP/1.1 has. */
  private static final int AROUND_A_FIELD = 4;

  private static final String CONTROL = "There is a space or a control character in the head.";
  private static final char DELETE = 0x7f;

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws Exception {
    if (request.prologue().protocolVersion().equals("2.0")) {
      checkTarget(request.prologue());
      checkFields(request);
    }
    next.handle(request, response);
  }

  private void checkTarget(HttpPrologue prologue) {
    String path = prologue.uriPath().rawPath();
    String query = prologue.query().rawValue();
    if (path.length() + query.length() > targetBytes) {
      throw refusal(
          Status.REQUEST_URI_TOO_LONG_414,
          "The target is longer than server.max-request-line allows.");
    }
    if (!(isOneWord(prologue.method().text()) && isOneWord(path) && isOneWord(query))) {
      throw refusal(Status.BAD_REQUEST_400, CONTROL);
    }
  }

  private void checkFields(ServerRequest request) {
    int size = 0;
    for (Header header : request.headers()) {
      for (String value : header.allValues()) {
        size += header.name().length() + value.length() + AROUND_A_FIELD;
        if (!isOneLine(value)) {
          throw refusal(Status.BAD_REQUEST_400, CONTROL);
        }
      }
    }
    if (size > headerBytes) {
      throw refusal(
          BadRequests.TOO_LARGE_HEAD, "The fields are larger than server.max-header-size allows.");
    }
  }

  private static HttpException refusal(Status status, String detail) {
    return new HttpException(detail, status, true);
  }

  private static boolean isOneWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= DELETE) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == DELETE) {
        return false;
      }
    }
    return true;
  }
}
