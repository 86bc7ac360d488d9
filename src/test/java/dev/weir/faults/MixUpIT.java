package dev.weir.faults;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;

import dev.weir.Budget;
import dev.weir.Eventually;
import dev.weir.RunningWeir;
import dev.weir.Seed;
import dev.weir.StubUpstream;
import dev.weir.faults.StrictReader.Response;
import dev.weir.faults.TaggedClient.Got;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests of all kinds, while clients and upstream cut their connections anywhere, and the
 * upstream says what it was not asked for: each response is that of its request to the byte, or
 * Weir's own, or is seen to be cut.
 */
@Timeout(3600)
class MixUpIT {

  private static final int REQUESTS = Budget.rounds(3_000, 100_000);
  private static final int PERMITS = 16;
  private static final int CLIENTS = 24;
  private static final Pattern TAGS = Pattern.compile("<(\\w+)>");

  private final Seed seed = Seed.ofThisRun();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  @Test
  void eachResponseIsThatOfItsRequest() throws Exception {
    try (StubUpstream upstream = new StubUpstream();
        RunningWeir weir =
            RunningWeir.with(
                "--backend.type=http",
                "--backend.http.url=" + upstream.url(),
                "--gate.permits=" + PERMITS,
                "--server.max-request-line=16KB",
                "--server.max-header-size=64KB");
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      upstream.does(new TaggedUpstream(seed, wrong));
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int first = i;
        all.add(clients.submit(() -> ask(weir, first)));
      }
      for (Future<?> one : all) {
        one.get();
      }
      Eventually.until(() -> weir.weir().gate().levels().atRest());
      weir.client().assertConserved();
    }
    assertThat(seed + ": what went wrong among " + counts, wrong, empty());
    assertThat(seed + ": " + counts, counts.getOrDefault("whole", 0), greaterThan(REQUESTS / 4));
  }

  private Void ask(RunningWeir weir, int first) throws IOException {
    try (TaggedClient client = new TaggedClient(weir.client())) {
      for (int i = first; i < REQUESTS && wrong.isEmpty(); i += CLIENTS) {
        TaggedExchange exchange = TaggedExchange.of(seed, i);
        try {
          judge(i, exchange, client.ask(exchange));
        } catch (IOException e) {
          wrong.add(exchange + "\n=> " + e);
        }
      }
    }
    return null;
  }

  private void judge(int number, TaggedExchange exchange, Got got) {
    boolean itsOwn =
        TAGS.matcher(got.bytes())
            .results()
            .allMatch(tag -> tag.group(1).equals(Integer.toString(number)));
    String what = got.response().map(response -> kind(number, exchange, response)).orElse("cut");
    counts.merge(what, 1, Integer::sum);
    if (!itsOwn || what.equals("wrong")) {
      wrong.add(exchange + "\n=> " + got);
    }
  }

  private static String kind(int number, TaggedExchange exchange, Response got) {
    if (got.fields().all("content-type").equals(List.of("application/problem+json"))) {
      return "problem " + got.status();
    }
    TaggedResponse sent = exchange.response();
    boolean same =
        got.status() == sent.status()
            && got.fields().all(TaggedResponse.TAG).equals(List.of(Integer.toString(number)))
            && got.body().equals(sent.body());
    return same ? "whole" : "wrong";
  }
}
