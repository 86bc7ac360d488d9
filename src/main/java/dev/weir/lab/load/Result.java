package dev.weir.lab.load;

import java.util.OptionalInt;

/**
 * How a request ended.
 *
 * @param outcome what it got
 * @param status the status of the answer, if one came
 * @param retryAfterSeconds when the answer said to come back, if it did
 * @param tookNanos the time from the moment at which it was meant to be sent
 */
public record Result(
    ResultKind outcome, OptionalInt status, OptionalInt retryAfterSeconds, long tookNanos) {

  public static Result withoutAnswer(ResultKind outcome, long tookNanos) {
    return new Result(outcome, OptionalInt.empty(), OptionalInt.empty(), tookNanos);
  }
}
