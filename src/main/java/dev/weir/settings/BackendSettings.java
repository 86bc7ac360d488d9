package dev.weir.settings;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is protected: one of three kinds. */
public sealed interface BackendSettings
    permits BackendSettings.Simulated, HttpSettings, BackendSettings.Jdbc {

  /**
   * A backend that only takes time.
   *
   * @param pace what its calls take
   * @param jitter how much more or less they may take
   * @param slowShare the share of calls that take longer, from 0 to 1
   * @param slowFactor how many times as long these take
   * @param schedule what changes when, by rising moments
   * @param seed what the jitter, the slow calls and the errors are drawn from
   */
  record Simulated(
      Pace pace,
      Duration jitter,
      double slowShare,
      double slowFactor,
      List<Phase> schedule,
      long seed)
      implements BackendSettings {

    static Simulated from(Values values) {
      Pace pace =
          new Pace(
              values.duration(Key.SIMULATED_LATENCY, Pace.LEAST_LATENCY, Pace.MOST_LATENCY),
              values.integer(Key.SIMULATED_CAPACITY, 1, Pace.MOST_CAPACITY),
              values.fraction(Key.SIMULATED_CONTENTION, 0, Pace.MOST_CONTENTION),
              values.fraction(Key.SIMULATED_ERROR_SHARE, 0, 1));
      return new Simulated(
          pace,
          values.duration(Key.SIMULATED_JITTER, Duration.ZERO, Duration.ofHours(1)),
          values.fraction(Key.SIMULATED_SLOW_SHARE, 0, 1),
          values.fraction(Key.SIMULATED_SLOW_FACTOR, 1, 1_000_000),
          ScheduleText.read(values, pace),
          values.wholeNumber(Key.SIMULATED_SEED, Long.MIN_VALUE, Long.MAX_VALUE));
    }
  }

  /**
   * What the calls of a simulated backend take, and how many of them fail.
   *
   * @param latency what a call takes when nothing is in its way
   * @param capacity how many calls at once do not slow each other down
   * @param contention how much each call beyond that costs the others
   * @param errorShare the share of calls that are answered with 500 at once, from 0 to 1
   */
  record Pace(Duration latency, int capacity, double contention, double errorShare) {
    static final Duration LEAST_LATENCY = Duration.ZERO;
    static final Duration MOST_LATENCY = Duration.ofHours(1);
    static final int MOST_CAPACITY = 1_000_000;
    static final double MOST_CONTENTION = 1_000;

    Pace withLatency(Duration other) {
      return new Pace(other, capacity, contention, errorShare);
    }

    Pace withCapacity(int other) {
      return new Pace(latency, other, contention, errorShare);
    }

    Pace withContention(double other) {
      return new Pace(latency, capacity, other, errorShare);
    }

    Pace withErrorShare(double other) {
      return new Pace(latency, capacity, contention, other);
    }
  }

  /**
   * What holds in a simulated backend from one moment until the next phase.
   *
   * @param from when it begins, from the first call on
   * @param hangs whether no call makes progress
   * @param pace what calls take that begin in it
   */
  record Phase(Duration from, boolean hangs, Pace pace) {}

  /**
   * A database.
   *
   * @param url its JDBC URL; empty for an embedded H2
   * @param user the user
   * @param password the user's password
   * @param sql what a call executes; empty for a row of a small table of Weir's own
   * @param statementTimeout how long the database may work on a statement until it ends it
   * @param maxRows how many rows a response to that may have
   */
  record Jdbc(
      Optional<String> url,
      Optional<String> user,
      Optional<String> password,
      Optional<String> sql,
      Duration statementTimeout,
      int maxRows)
      implements BackendSettings {

    private static final int MOST_ROWS = 1_000_000;

    static Jdbc from(Values values) {
      Optional<String> url = values.optionalText(Key.JDBC_URL);
      if (url.isPresent() && !hasDriver(url.get())) {
        throw values.bad(
            Key.JDBC_URL, "no driver takes it; it must begin with jdbc:postgresql: or jdbc:h2:");
      }
      return new Jdbc(
          url,
          values.optionalText(Key.JDBC_USER),
          values.optionalText(Key.JDBC_PASSWORD),
          values.optionalText(Key.JDBC_SQL),
          values.duration(Key.JDBC_STATEMENT_TIMEOUT, Duration.ofMillis(1), Duration.ofHours(1)),
          values.integer(Key.JDBC_MAX_ROWS, 1, MOST_ROWS));
    }

    private static boolean hasDriver(String url) {
      try {
        return DriverManager.getDriver(url) != null;
      } catch (SQLException e) {
        return false;
      }
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return "Jdbc[user=" + user + ", sql=" + sql + "]";
    }
  }

  /** Reads the settings of all three kinds, so that a mistake in any is found, and returns one. */
  static BackendSettings from(Values values) {
    Simulated simulated = Simulated.from(values);
    Jdbc jdbc = Jdbc.from(values);
    Optional<HttpSettings> http = HttpSettings.from(values);
    return switch (BackendKind.of(values)) {
      case SIMULATED -> simulated;
      case JDBC -> jdbc;
      case HTTP ->
          http.orElseThrow(() -> values.bad(Key.HTTP_URL, "must be set when backend.type is http"));
    };
  }
}
