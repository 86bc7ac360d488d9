package dev.weir.lab.load;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;

/**
 * How a request ended.
 *
 * @param outcome what became of it
 * @param status the status of the response, if one came
 * @param retryAfterSeconds the Retry-After of the response, if it had one
 * @param tookNanos the time from the moment at which it was meant to be sent
 */
public record Result(
    ResultKind outcome, OptionalInt status, OptionalInt retryAfterSeconds, long tookNanos) {

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  /** Returns the Retry-After in seconds; a date, which is the other form, says nothing here. */
  static OptionalInt retryAfterSeconds(HttpResponse response) {
    Header field = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    return field != null && SECONDS.matcher(field.getValue()).matches()
        ? OptionalInt.of(Integer.parseInt(field.getValue()))
        : OptionalInt.empty();
  }

  public static Result withoutResponse(ResultKind outcome, long tookNanos) {
    return new Result(outcome, OptionalInt.empty(), OptionalInt.empty(), tookNanos);
  }
}
