package dev.weir.settings;

import dev.weir.address.HttpUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An HTTP service.
 *
 * @param urls where requests go: one address, or several of the same service
 * @param hostOfUrl whether it is told its own {@code Host}, instead of the client's
 * @param timeouts how long what may take
 * @param coolDown how long an address that can't be reached is left alone
 * @param healthPath what each address is asked for, to see if it is well; empty for nothing
 * @param healthInterval how often
 * @param retryBudget how many retries there may be for each call
 * @param tls who is to prove what, if its addresses are of https
 */
public record HttpSettings(
    List<HttpUrl> urls,
    boolean hostOfUrl,
    Timeouts timeouts,
    Duration coolDown,
    Optional<String> healthPath,
    Duration healthInterval,
    double retryBudget,
    UpstreamTlsSettings tls)
    implements BackendSettings {

  private static final Pattern COMMA = Pattern.compile(",");
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofHours(1);
  private static final Duration OLDEST = Duration.ofDays(1);

  /**
   * How long what may take.
   *
   * @param connect a connection to it
   * @param firstByte the beginning of its answer
   * @param idle silence within
   * @param total the whole call; empty for no limit
   * @param keepAlive a connection that waits for the next call
   * @param linger a call that is too late, until its permit comes back though it goes on
   * @param maxConnectionAge a connection, until no more calls begin on it; empty for no limit
   */
  public record Timeouts(
      Duration connect,
      Duration firstByte,
      Duration idle,
      Optional<Duration> total,
      Duration keepAlive,
      Duration linger,
      Optional<Duration> maxConnectionAge) {

    static Timeouts from(Values values) {
      return new Timeouts(
          values.duration(Key.HTTP_CONNECT_TIMEOUT, LEAST, MOST),
          values.duration(Key.HTTP_FIRST_BYTE_TIMEOUT, LEAST, MOST),
          values.duration(Key.HTTP_IDLE_TIMEOUT, LEAST, MOST),
          unlessZero(values.duration(Key.HTTP_TOTAL_TIMEOUT, Duration.ZERO, MOST)),
          values.duration(Key.HTTP_KEEP_ALIVE, Duration.ZERO, MOST),
          values.duration(Key.HTTP_LINGER_TIMEOUT, Duration.ZERO, MOST),
          unlessZero(values.duration(Key.HTTP_MAX_CONNECTION_AGE, Duration.ZERO, OLDEST)));
    }

    private static Optional<Duration> unlessZero(Duration duration) {
      return Optional.of(duration).filter(Duration::isPositive);
    }
  }

  /** Reads them; empty if no address is given. */
  static Optional<HttpSettings> from(Values values) {
    List<HttpUrl> urls = urls(values);
    UpstreamTlsSettings tls = UpstreamTlsSettings.from(values);
    tls.check(values, values.isGiven(Key.HTTP_URL) ? Key.HTTP_URL : Key.HTTP_URLS, urls);
    HttpSettings settings =
        new HttpSettings(
            urls,
            values.oneOf(Key.HTTP_HOST, List.of("client", "backend")).equals("backend"),
            Timeouts.from(values),
            values.duration(Key.HTTP_COOL_DOWN, Duration.ZERO, MOST),
            healthPath(values),
            values.duration(Key.HTTP_HEALTH_INTERVAL, Duration.ofMillis(10), MOST),
            values.fraction(Key.HTTP_RETRY_BUDGET, 0, 1),
            tls);
    return urls.isEmpty() ? Optional.empty() : Optional.of(settings);
  }

  private static List<HttpUrl> urls(Values values) {
    Optional<HttpUrl> one = values.httpUrl(Key.HTTP_URL);
    Optional<String> several = values.optionalText(Key.HTTP_URLS);
    if (one.isPresent() && several.isPresent()) {
      throw values.contradiction(Key.HTTP_URL, Key.HTTP_URLS);
    }
    return several.isPresent() ? alike(values, several.get()) : one.stream().toList();
  }

  private static List<HttpUrl> alike(Values values, String list) {
    List<HttpUrl> urls = new ArrayList<>();
    for (String text : COMMA.split(list, -1)) {
      HttpUrl url = values.httpUrl(Key.HTTP_URLS, text.strip());
      if (!urls.isEmpty() && !alike(url, urls.getFirst())) {
        throw values.bad(
            Key.HTTP_URLS, "must all have the same scheme and path: they are one service");
      }
      urls.add(url);
    }
    return List.copyOf(urls);
  }

  private static boolean alike(HttpUrl one, HttpUrl other) {
    return one.scheme() == other.scheme() && one.path().equals(other.path());
  }

  private static Optional<String> healthPath(Values values) {
    Optional<String> path = values.optionalText(Key.HTTP_HEALTH_PATH);
    boolean plain = path.stream().flatMapToInt(String::chars).allMatch(c -> c > ' ' && c < 127);
    boolean absolute = path.stream().allMatch(text -> text.startsWith("/"));
    if (!plain || !absolute) {
      throw values.bad(Key.HTTP_HEALTH_PATH, "must be a path such as /healthz");
    }
    return path;
  }
}
