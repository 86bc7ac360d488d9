package dev.weir.admin;

import dev.weir.settings.SettingsException;
import dev.weir.time.AtMostEvery;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands in front of all that changes something: it takes the token, and no other site's page. */
final class ChangeGuard {

  private static final System.Logger LOG = System.getLogger(ChangeGuard.class.getName());
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);
  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(?<token>[!-~]+) *");
  private static final Pattern ORIGIN = Pattern.compile("https?://(?<authority>.+)");

  private static final Header ASK =
      HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"weir\"");

  private static final Header WRONG =
      HeaderValues.createCached(
          HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"weir\", error=\"invalid_token\"");

  private final Optional<AccessToken> token;
  private final AtMostEvery lines;

  /**
   * Makes a guard.
   *
   * @param token the token; empty if nothing can be changed
   * @param nanoTime a clock that never goes back, in nanoseconds
   */
  ChangeGuard(Optional<AccessToken> token, LongSupplier nanoTime) {
    this.token = token;
    this.lines = new AtMostEvery(BETWEEN_LINES, nanoTime);
  }

  /** Returns whether nothing can be changed. */
  boolean readOnly() {
    return token.isEmpty();
  }

  /** Returns a handler of the requests that may change something. */
  Handler around(Handler handler) {
    return (request, response) -> {
      refuseOtherSites(request);
      refuseWithoutToken(request);
      handler.handle(request, response);
    };
  }

  private static void refuseOtherSites(ServerRequest request) {
    String site = request.headers().first(FETCH_SITE).orElse("none");
    boolean ownSite = site.equals("none") || site.equals("same-origin");
    if (!ownSite || !isOwn(request.headers().first(HeaderNames.ORIGIN), request)) {
      throw new RefusedRequestException(
          Status.FORBIDDEN_403, "A page of another site asks for this change.");
    }
  }

  private static boolean isOwn(Optional<String> origin, ServerRequest request) {
    if (origin.isEmpty()) {
      return true;
    }
    Matcher parts = ORIGIN.matcher(origin.get());
    String host = request.headers().first(HeaderNames.HOST).orElse("");
    return parts.matches() && parts.group("authority").equalsIgnoreCase(host);
  }

  private void refuseWithoutToken(ServerRequest request) {
    AccessToken own =
        token.orElseThrow(
            () ->
                new RefusedRequestException(
                    Status.FORBIDDEN_403,
                    "Nothing can be changed here: set admin.token-file to the file of a token."));
    String field = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    Matcher bearer = BEARER.matcher(field);
    if (!bearer.matches()) {
      throw new RefusedRequestException(
          Status.UNAUTHORIZED_401, "A change takes the token: Authorization: Bearer TOKEN.", ASK);
    }
    if (!matches(own, bearer.group("token"))) {
      log(Level.WARNING, "A change with a wrong token is refused, asked by " + client(request));
      throw new RefusedRequestException(
          Status.UNAUTHORIZED_401, "This is not the token of admin.token-file.", WRONG);
    }
  }

  private boolean matches(AccessToken own, String given) {
    try {
      return own.matches(given);
    } catch (IOException | SettingsException e) {
      log(Level.WARNING, "Nothing can be changed, since the token can't be read: " + e);
      throw new RefusedRequestException(
          Status.FORBIDDEN_403,
          "Nothing can be changed here: the file of admin.token-file can't be used; see the log.");
    }
  }

  private void log(Level level, String line) {
    if (lines.now()) {
      LOG.log(level, line);
    }
  }

  /** Returns the address of a client, for the log. */
  static String client(ServerRequest request) {
    return request.remotePeer().host();
  }
}
