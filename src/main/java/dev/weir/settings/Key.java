package dev.weir.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every key there is, and what it is for. The defaults are in application.yaml; a test keeps the
 * two in step.
 */
enum Key {
  SERVER_HOST("server.host", "the address to listen on"),
  SERVER_PORT("server.port", "the port; 0 picks a free one and prints it"),
  SERVER_SHUTDOWN_DELAY(
      "server.shutdown-delay", "how long a stop still serves everything, while it is not ready"),
  SERVER_DRAIN_TIMEOUT(
      "server.drain-timeout", "how long a stop waits for those inside and in line"),
  SERVER_ACCESS_LOG(
      "server.access-log",
      "a line for each request, refusals too: false, text, json, or true for log.format"),
  SERVER_TRUSTED_PROXIES(
      "server.trusted-proxies",
      "whom to believe who the client is: addresses and ranges, such as 10.0.0.0/8, ::1"),
  SERVER_UNDERSCORE_FIELDS(
      "server.underscore-fields",
      "what becomes of a field with an underscore in its name: drop, or pass"),
  SERVER_VIA("server.via", "what Weir calls itself in Via; empty for weir and a random number"),
  SERVER_HEADER_TIMEOUT("server.header-timeout", "how long the head of a request may take"),
  SERVER_IDLE_TIMEOUT("server.idle-timeout", "how long a connection is kept between requests"),
  SERVER_STALL_TIMEOUT(
      "server.stall-timeout", "how long a body may stand still, or an answer be left untaken"),
  SERVER_MIN_BODY_RATE(
      "server.min-body-rate",
      "the bytes per second at which a body has to come, after 5 s; 0 for any rate"),
  SERVER_MAX_CONNECTIONS(
      "server.max-connections", "how many there may be at once; others are told 503"),
  SERVER_HALF_CLOSE(
      "server.half-close", "what a client is that ends its sending side: gone, or served"),
  SERVER_MAX_REQUEST_LINE("server.max-request-line", "the longest first line of a request"),
  SERVER_MAX_HEADER_SIZE("server.max-header-size", "how large all its header fields may be"),
  SERVER_MAX_BODY("server.max-body", "how large its body may be, such as 10MB; empty for any size"),
  TLS_CERTIFICATE(
      "server.tls.certificate", "a PEM file: Weir's certificate, then those that vouch for it"),
  TLS_PRIVATE_KEY("server.tls.private-key", "a PEM file: the key of that certificate"),
  ADMIN_HOST("admin.host", "the address of the admin port; empty for that of server.host"),
  ADMIN_PORT("admin.port", "/health and /metrics are there, and only there; empty for server.port"),
  LOG_FORMAT("log.format", "what a line of the log is: text, or json"),
  LOG_LEVEL("log.level", "what is logged, with all that matters more: error, warning, info, debug"),
  GATE_STRATEGY("gate.strategy", "how to decide who enters, who waits and who is shed"),
  GATE_PERMITS("gate.permits", "how many may call the backend at once"),
  GATE_WAITING_ROOM("gate.waiting-room", "how many may wait; 0 means that nobody waits"),
  GATE_MAX_WAIT("gate.max-wait", "how long one may wait; 0 means that nobody waits"),
  GATE_PREDICT("gate.predict", "true sheds at the door whoever could not be served in time"),
  GATE_PACE(
      "gate.pace",
      "how long a refusal may be held until its turn to come back is whole seconds away; 0 for not at all"),
  TOKEN_BUCKET_RATE("gate.token-bucket.rate", "how many tokens come back in a second"),
  TOKEN_BUCKET_BURST("gate.token-bucket.burst", "how many tokens there can be"),
  LEAKY_BUCKET_RATE("gate.leaky-bucket.rate", "how many pass in a second"),
  PRIORITY_HEADER("gate.priority.header", "the field that names the class of a request"),
  PRIORITY_TRUST(
      "gate.priority.trust", "whose word counts for that: everyone's, or that of trusted proxies"),
  PRIORITY_CRITICAL("gate.priority.critical", "the share of permits and room that is guaranteed"),
  PRIORITY_HIGH("gate.priority.high", "the same for the class high"),
  PRIORITY_NORMAL(
      "gate.priority.normal", "the same for normal, which is a request without a class"),
  PRIORITY_LOW("gate.priority.low", "the same for low; all four together at most 1"),
  PRIORITY_LENDABLE(
      "gate.priority.lendable", "the part of those permits that other classes may use while idle"),
  ADAPTIVE_MIN_PERMITS("gate.adaptive.min-permits", "never fewer; gate.permits is the beginning"),
  ADAPTIVE_MAX_PERMITS("gate.adaptive.max-permits", "never more"),
  CODEL_TARGET("gate.codel.target", "the smallest wait that is too long; after two one is shed"),
  CODEL_INTERVAL("gate.codel.interval", "for how long it has to be, until the line stands"),
  BACKEND_TYPE(
      "backend.type",
      "what is protected: simulated, http or jdbc; empty for what has a url, else simulated"),
  SIMULATED_LATENCY("backend.simulated.latency", "what a call takes when nothing is in its way"),
  SIMULATED_JITTER("backend.simulated.jitter", "how much more or less it may take"),
  SIMULATED_CAPACITY(
      "backend.simulated.capacity", "how many calls at once do not slow each other down"),
  SIMULATED_CONTENTION(
      "backend.simulated.contention",
      "how much each call beyond that costs the others; 0 for nothing"),
  SIMULATED_SLOW_SHARE(
      "backend.simulated.slow-share", "the share of calls that take longer, from 0 to 1"),
  SIMULATED_SLOW_FACTOR("backend.simulated.slow-factor", "how many times as long these take"),
  SIMULATED_ERROR_SHARE(
      "backend.simulated.error-share",
      "the share of calls that are answered with 500 at once, from 0 to 1"),
  SIMULATED_SCHEDULE(
      "backend.simulated.schedule",
      "what changes when, from the first call on, such as 5s capacity=8; 8s hang; 9s normal"),
  SIMULATED_SEED(
      "backend.simulated.seed", "the same seed gives the same jitter, slow calls and errors"),
  HTTP_URL("backend.http.url", "where requests go, such as http://127.0.0.1:9000"),
  HTTP_URLS(
      "backend.http.urls", "the same service at several addresses instead, with commas between"),
  HTTP_HOST("backend.http.host", "whose Host the service is told: client, or backend for its own"),
  HTTP_CONNECT_TIMEOUT("backend.http.connect-timeout", "how long a connection to it may take"),
  HTTP_FIRST_BYTE_TIMEOUT(
      "backend.http.first-byte-timeout", "how long it may take to begin its answer"),
  HTTP_IDLE_TIMEOUT(
      "backend.http.idle-timeout", "how long it may fall silent within, or take nothing"),
  HTTP_TOTAL_TIMEOUT(
      "backend.http.total-timeout", "how long a call may take with both bodies; 0 for any time"),
  HTTP_KEEP_ALIVE("backend.http.keep-alive", "how long a connection is kept for the next call"),
  HTTP_LINGER_TIMEOUT(
      "backend.http.linger-timeout",
      "how long the permit of a call that is too late stays out while the service works on; 0:"
          + " not at all"),
  HTTP_MAX_CONNECTION_AGE(
      "backend.http.max-connection-age",
      "how old one may be when a call begins on it; the name is looked up for a new one; 0 for any age"),
  HTTP_COOL_DOWN(
      "backend.http.cool-down", "how long an address that can't be reached is left alone"),
  HTTP_HEALTH_PATH(
      "backend.http.health-path", "what to ask each address for, to see if it is well; empty: no"),
  HTTP_HEALTH_INTERVAL(
      "backend.http.health-interval",
      "how often, and how long a response may take; and how often an address is tried that can't be reached"),
  HTTP_RETRY_BUDGET(
      "backend.http.retry-budget", "how many retries there may be for each call, from 0 to 1"),
  HTTP_TLS_CA(
      "backend.http.tls.ca",
      "a PEM file: whom to trust to vouch for https upstreams; empty for whom Java trusts"),
  HTTP_TLS_CERTIFICATE(
      "backend.http.tls.certificate",
      "a PEM file: what Weir shows them, if they ask for a certificate"),
  HTTP_TLS_PRIVATE_KEY("backend.http.tls.private-key", "a PEM file: the key of that certificate"),
  HTTP_TLS_SERVER_NAME(
      "backend.http.tls.server-name",
      "whose certificate they must have, and what SNI says; empty for the host of the url"),
  JDBC_URL(
      "backend.jdbc.url", "such as jdbc:postgresql://127.0.0.1/weir; empty for an embedded H2"),
  JDBC_USER("backend.jdbc.user", "the database's user"),
  JDBC_PASSWORD("backend.jdbc.password", "the user's password"),
  JDBC_SQL(
      "backend.jdbc.sql", "what a call executes; empty for a row of a small table of Weir's own"),
  JDBC_STATEMENT_TIMEOUT(
      "backend.jdbc.statement-timeout",
      "how long the database may work on a statement until it ends it"),
  JDBC_MAX_ROWS("backend.jdbc.max-rows", "how many rows a response to that may have");

  private final String path;
  private final String meaning;

  Key(String path, String meaning) {
    this.path = path;
    this.meaning = meaning;
  }

  /** Returns the key as it is written in a file and on the command line. */
  String path() {
    return path;
  }

  /** Returns what the key is for, in a few words. */
  String meaning() {
    return meaning;
  }

  /** Returns the name of its environment variable. */
  String variable() {
    return "WEIR_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Returns whether a value of it must never be printed. */
  boolean secret() {
    return this == JDBC_PASSWORD || this == JDBC_URL;
  }

  static Optional<Key> ofPath(String path) {
    return Arrays.stream(values()).filter(key -> key.path.equals(path)).findFirst();
  }

  static Optional<Key> ofVariable(String variable) {
    return Arrays.stream(values()).filter(key -> key.variable().equals(variable)).findFirst();
  }

  /** Returns the path or variable that takes the fewest edits to get to from one that is none. */
  static String nearestTo(String name, Function<Key, String> spelling) {
    return Arrays.stream(values())
        .map(spelling)
        .min(Comparator.comparingInt(known -> EditDistance.between(known, name)))
        .orElseThrow();
  }
}
