import dev.weir.lab.load.Connections;
import dev.weir.lab.load.Generator;
import dev.weir.lab.load.OpenLoop;
import dev.weir.lab.load.PlannedRequest;
import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Result;
import dev.weir.lab.load.Stop;
import dev.weir.lab.load.Target;
import dev.weir.lab.load.Target.Shape;
import dev.weir.lab.load.WarmUp;
import dev.weir.lab.load.Workload;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Sends a load with the lab's generator, and prints a line for each request: when it was meant to
 * be sent in seconds, how it ended, how many milliseconds that took, and whose it was. A client
 * without a response within the patience, in milliseconds, hangs up and is LATE.
 *
 * <p>{@code java -cp target/weir.jar Clients.java URL PATIENCE SECONDS rate PER_SECOND}
 *
 * <p>{@code java -cp target/weir.jar Clients.java URL PATIENCE SECONDS clients HOW_MANY [FLOOD]}
 *
 * <p>Each client has an address of its own, as a proxy would say it. A flood is the number of
 * requests that the first of them has under way at a time.
 */
final class Clients {

  public static void main(String[] args) throws Exception {
    URI url = URI.create(args[0]);
    Duration patience = Duration.ofMillis(Long.parseLong(args[1]));
    long nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
    int number = Integer.parseInt(args[4]);
    boolean open = args[3].equals("rate");
    Workload agenda =
        open
            ? OpenLoop.even(new Rate.Span(0, nanos, number))
            : new ClosedClients(number, args.length > 5 ? Integer.parseInt(args[5]) : 1, nanos);
    List<Shape> shapes = addresses(url, open ? 1 : number);
    Target target = Target.of(url, shapes);
    List<Duration> ofEach = Collections.nCopies(shapes.size(), patience);
    StringBuilder lines = new StringBuilder();
    Stop never = new Stop();
    WarmUp.run(never);
    try (Connections connections = new Connections(target)) {
      System.err.println("begins");
      new Generator(connections, ofEach, agenda, (ask, ending) -> add(lines, ask, ending))
          .run(never);
    }
    new PrintStream(System.out, false).append(lines).flush();
  }

  private static List<Shape> addresses(URI url, int clients) {
    return IntStream.rangeClosed(1, clients)
        .mapToObj(client -> new Shape(url.getPath(), List.of("X-Forwarded-For: 192.0.2." + client)))
        .toList();
  }

  private static void add(StringBuilder lines, PlannedRequest ask, Result ending) {
    lines.append(ask.moment() / 1_000_000).append("e-3,").append(ending.outcome()).append(',');
    lines.append(ending.tookNanos() / 1000).append("e-3,").append(ask.stream()).append('\n');
  }

  /** Clients that send the next request as soon as they have a response. */
  private static final class ClosedClients implements Workload {

    private final PriorityQueue<PlannedRequest> due =
        new PriorityQueue<>(Comparator.comparingLong(PlannedRequest::moment));
    private final long until;

    ClosedClients(int clients, int flood, long until) {
      this.until = until;
      for (int client = 0; client < clients; client++) {
        due.addAll(Collections.nCopies(client == 0 ? flood : 1, new PlannedRequest(0, client)));
      }
    }

    @Override
    public long next() {
      PlannedRequest next = due.peek();
      return next != null && next.moment() < until ? next.moment() : NEVER;
    }

    @Override
    public PlannedRequest take() {
      return due.remove();
    }

    @Override
    public void ended(PlannedRequest ask, Result ending, long moment) {
      due.add(new PlannedRequest(moment, ask.stream()));
    }
  }
}
