package dev.weir.admin;

import dev.weir.problem.Problem;
import io.helidon.http.Header;
import io.helidon.http.Status;
import java.util.List;

/** A request of an operator that is refused, and the response to it. */
final class RefusedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient List<Header> fields;

  /**
   * Makes a refusal.
   *
   * @param detail what is wrong, and what to do
   * @param fields further fields of the response
   */
  RefusedRequestException(Status status, String detail, Header... fields) {
    super(detail);
    this.problem = Problem.of(status, detail);
    this.fields = List.of(fields);
  }

  Problem problem() {
    return problem;
  }

  List<Header> fields() {
    return fields;
  }
}
