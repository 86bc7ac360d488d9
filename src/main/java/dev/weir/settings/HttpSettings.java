package dev.weir.settings;

import static java.time.Duration.ZERO;

import dev.weir.address.AddressText;
import dev.weir.address.HttpUrl;
import dev.weir.address.HttpUrl.Scheme;
import dev.weir.backend.http.HttpConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the settings of an HTTP service. */
final class HttpSettings {

  static final String URL = "backend.http.url";
  static final String URLS = "backend.http.urls";

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Pattern COMMA = Pattern.compile(",");

  /** RFC 1123, section 2.1. */
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?(\\.[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?)*");

  private static final Pattern IN_NO_CERTIFICATE = Pattern.compile("[_~]");

  private final Values values;

  private HttpSettings(Values values) {
    this.values = values;
  }

  /** Reads and checks them; empty if no URL is given. */
  static Optional<HttpConfig> from(Values values) {
    HttpConfig config = new HttpSettings(values).config();
    return Optional.of(config).filter(http -> !http.urls().isEmpty());
  }

  private HttpConfig config() {
    List<HttpUrl> urls = urls();
    return new HttpConfig(
        urls,
        values.trueOrFalse("backend.http.preserve-host"),
        timeouts(),
        values.duration("backend.http.ejection-time", ZERO, HOUR),
        Optional.of(
            new HttpConfig.Checks(
                healthPath(),
                values.duration("backend.http.health-interval", Duration.ofMillis(10), HOUR))),
        values.fraction("backend.http.retry-budget", 0, 1),
        tls(urls));
  }

  private HttpConfig.Timeouts timeouts() {
    return new HttpConfig.Timeouts(
        values.duration("backend.http.connect-timeout", MILLISECOND, HOUR),
        values.duration("backend.http.first-byte-timeout", MILLISECOND, HOUR),
        values.duration("backend.http.idle-timeout", MILLISECOND, HOUR),
        values.optionalDuration("backend.http.total-timeout", HOUR),
        values.duration("backend.http.keep-alive", ZERO, HOUR),
        values.duration("backend.http.linger-timeout", ZERO, HOUR),
        values.optionalDuration("backend.http.max-connection-age", Duration.ofDays(1)));
  }

  private List<HttpUrl> urls() {
    Optional<HttpUrl> one = values.httpUrl(URL);
    Optional<String> several = values.optionalText(URLS);
    if (one.isPresent() && several.isPresent()) {
      throw values.contradiction(URL, URLS);
    }
    return several.isPresent() ? alike(several.get()) : one.stream().toList();
  }

  private List<HttpUrl> alike(String list) {
    List<HttpUrl> urls = new ArrayList<>();
    for (String text : COMMA.split(list, -1)) {
      HttpUrl url = values.httpUrl(URLS, text.strip());
      if (!urls.isEmpty() && !alike(url, urls.getFirst())) {
        throw values.bad(URLS, "must all have the same scheme and path: they are one service");
      }
      urls.add(url);
    }
    return List.copyOf(urls);
  }

  private static boolean alike(HttpUrl one, HttpUrl other) {
    return one.scheme() == other.scheme() && one.path().equals(other.path());
  }

  private Optional<String> healthPath() {
    String key = "backend.http.health-path";
    Optional<String> path = values.optionalText(key);
    boolean plain = path.stream().flatMapToInt(String::chars).allMatch(c -> c > ' ' && c < 127);
    boolean absolute = path.stream().allMatch(text -> text.startsWith("/"));
    if (!plain || !absolute) {
      throw values.bad(key, "must be a path such as /healthz");
    }
    return path;
  }

  private HttpConfig.Tls tls(List<HttpUrl> urls) {
    Optional<String> serverName = serverName();
    HttpConfig.Tls tls =
        new HttpConfig.Tls(
            values.optionalPath("backend.http.tls.ca"),
            TlsSettings.from(values, "backend.http.tls"),
            serverName);
    if (serverName.isEmpty() && urls.stream().anyMatch(HttpSettings::isInNoCertificate)) {
      throw values.bad(
          values.isGiven(URL) ? URL : URLS,
          "no certificate can be for a name with an underscore: set backend.http.tls.server-name"
              + " to the one that it is for");
    }
    return tls;
  }

  private Optional<String> serverName() {
    String key = "backend.http.tls.server-name";
    Optional<String> name = values.optionalText(key);
    if (name.isPresent()
        && (!HOST_NAME.matcher(name.get()).matches() || AddressText.read(name.get()).isPresent())) {
      throw values.bad(key, "must be the name of a host, such as shop.example");
    }
    return name;
  }

  /** Returns whether Java takes no certificate for the host of a URL. */
  private static boolean isInNoCertificate(HttpUrl url) {
    return url.scheme() == Scheme.HTTPS && IN_NO_CERTIFICATE.matcher(url.host()).find();
  }
}
