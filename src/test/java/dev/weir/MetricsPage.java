package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.weir.edge.Outcome;
import dev.weir.gate.ShedReason;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What /metrics says at one moment. */
record MetricsPage(String text) {

  private static final Pattern LABEL = Pattern.compile("\\w+=\"[^\"]*\"");

  /** Returns the sum of the series that have this name, and these labels beside others. */
  long sum(String series) {
    String name = series.replaceFirst("\\{.*", "");
    List<String> labels = LABEL.matcher(series).results().map(MatchResult::group).toList();
    List<String> lines =
        text.lines()
            .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
            .filter(line -> labels.stream().allMatch(line::contains))
            .toList();
    assertThat("there is no " + series, lines, is(not(empty())));
    return lines.stream()
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Returns how many requests have ended so. */
  long ended(Outcome outcome) {
    return sum("request_count_total{outcome=\"" + outcome.label() + "\"}");
  }

  /** Returns how many requests were shed for this reason. */
  long dropped(ShedReason reason) {
    return sum("dropped_requests_total{reason=\"" + reason.label() + "\"}");
  }

  /** Returns whether no request is under way, and each that a gate decided about is counted. */
  boolean isAtRest() {
    return sum("in_flight_requests") == 0
        && sum("queue_depth") == 0
        && decided("admitted") + decided("shed") == over();
  }

  /** Checks, where all is at rest, that every count agrees with every other. */
  void assertConserved() {
    long dropped = Arrays.stream(ShedReason.values()).mapToLong(this::dropped).sum();
    assertThat("dropped", dropped, is(ended(Outcome.SHED)));
    // A request whose client is gone may have waited or been inside.
    long withResponse = ended(Outcome.SERVED) + ended(Outcome.FAILED);
    assertThat("admitted", decided("admitted"), greaterThanOrEqualTo(withResponse));
    assertThat("shed", decided("shed"), greaterThanOrEqualTo(dropped));
  }

  private long decided(String outcome) {
    return sum("weir_wait_seconds_count{outcome=\"" + outcome + "\"}");
  }

  private long over() {
    return Arrays.stream(Outcome.values()).mapToLong(this::ended).sum();
  }
}
