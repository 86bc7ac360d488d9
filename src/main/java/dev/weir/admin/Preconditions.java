package dev.weir.admin;

import dev.weir.reload.ChangeRefusedException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a change takes for granted, and the responses if it does not hold. */
final class Preconditions {

  private static final Pattern ETAG = Pattern.compile("\"(?<revision>[^\"]*)\"");

  private Preconditions() {}

  /**
   * Returns the revision that a change has to be made to: that of {@code If-Match}.
   *
   * @param optional whether the field may be missing
   * @throws RefusedRequestException if it is missing, or not one entity tag
   */
  static Optional<String> revision(ServerRequest request, boolean optional) {
    Optional<String> field = request.headers().first(HeaderNames.IF_MATCH);
    if (field.isEmpty() && !optional) {
      throw new RefusedRequestException(
          Status.PRECONDITION_REQUIRED_428,
          "A change takes If-Match with the ETag of what it changes.");
    }
    return field.map(Preconditions::revision);
  }

  private static String revision(String field) {
    Matcher etag = ETAG.matcher(field.strip());
    if (!etag.matches()) {
      throw new RefusedRequestException(
          Status.BAD_REQUEST_400, "If-Match must be one ETag in quotes.");
    }
    return etag.group("revision");
  }

  /** Returns the response to a change that is refused. */
  static RefusedRequestException refused(ChangeRefusedException e, String revision) {
    String why = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case OUTDATED ->
          new RefusedRequestException(
              Status.PRECONDITION_FAILED_412,
              why,
              HeaderValues.create(HeaderNames.ETAG, Responses.etag(revision)));
      case INVALID -> new RefusedRequestException(Status.UNPROCESSABLE_CONTENT_422, why);
      case CONFLICT -> new RefusedRequestException(Status.CONFLICT_409, why);
    };
  }
}
