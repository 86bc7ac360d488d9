package dev.weir.lab.load;

import java.util.OptionalInt;

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

  public static Result withoutResponse(ResultKind outcome, long tookNanos) {
    return new Result(outcome, OptionalInt.empty(), OptionalInt.empty(), tookNanos);
  }
}
