import dev.weir.lab.load.Connections;
import dev.weir.lab.load.Generator;
import dev.weir.lab.load.OpenLoop;
import dev.weir.lab.load.PlannedRequest;
import dev.weir.lab.load.Rate;
import dev.weir.lab.load.Result;
import dev.weir.lab.load.ResultKind;
import dev.weir.lab.load.Stop;
import dev.weir.lab.load.Target;
import dev.weir.lab.load.WarmUp;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/**
 * Sends a load of its own to each replica, and asks the upstream ten times a second how many calls
 * it has had at once.
 *
 * <p>{@code java -cp target/weir.jar ClusterLoad.java UPSTREAM URL RATE:SECONDS,... [URL ...]}. Each
 * replica gets requests at these rates, one after the other, at moments that are
 * independent of each other (Poisson).
 *
 * <p>At the end it prints a line for each request: when it was meant to be sent, in seconds, how it
 * ended, after how many milliseconds, and which of the loads it is of. A 503 counts as FAILED, since
 * no gate gives one. A line {@code second,MOST,calls,all} is for the tenth of a second that ends
 * then.
 */
final class ClusterLoad {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int UNAVAILABLE = 503;
  private static final long TENTH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final StringBuilder lines = new StringBuilder();
  private final CyclicBarrier ready;

  private ClusterLoad(CyclicBarrier ready) {
    this.ready = ready;
  }

  public static void main(String[] args) throws Exception {
    WarmUp.run(new Stop());
    int loads = args.length / 2;
    CyclicBarrier ready = new CyclicBarrier(loads + 1, () -> System.err.println("begins"));
    List<ClusterLoad> parts = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i <= loads; i++) {
      ClusterLoad part = new ClusterLoad(ready);
      URI url = URI.create(args[i == 0 ? 0 : 2 * i - 1]);
      int number = i;
      Runnable work =
          i == 0 ? () -> part.watch(url) : () -> part.send(url, rate(args[2 * number]), number);
      parts.add(part);
      threads.add(Thread.ofPlatform().start(work));
    }
    for (Thread load : threads.subList(1, threads.size())) {
      load.join();
    }
    threads.getFirst().interrupt();
    threads.getFirst().join();
    PrintStream out = new PrintStream(System.out, false);
    parts.forEach(part -> out.append(part.lines));
    out.flush();
  }

  private static Rate rate(String text) {
    Rate rate = Rate.NEVER;
    for (String part : text.split(",")) {
      String[] perSecondAndSeconds = part.split(":");
      rate =
          rate.then(
              Double.parseDouble(perSecondAndSeconds[0]),
              TimeUnit.SECONDS.toNanos(Long.parseLong(perSecondAndSeconds[1])));
    }
    return rate;
  }

  private void send(URI url, Rate rate, int number) {
    OpenLoop load = OpenLoop.poisson(rate, number);
    try (Connections connections = new Connections(Target.of(url))) {
      Generator generator =
          new Generator(
              connections,
              List.of(PATIENCE),
              load,
              (request, result) -> add(number, request, result));
      ready.await();
      generator.run(new Stop());
    } catch (Exception e) {
      throw new IllegalStateException("the load could not be sent to " + url, e);
    }
  }

  private void add(int number, PlannedRequest request, Result result) {
    ResultKind kind =
        result.status().equals(OptionalInt.of(UNAVAILABLE)) ? ResultKind.FAILED : result.outcome();
    lines.append(request.moment() / 1_000_000).append("e-3,").append(kind).append(',');
    lines.append(result.tookNanos() / 1000).append("e-3,").append(number).append('\n');
  }

  /** Asks until it is interrupted. */
  private void watch(URI upstream) {
    HttpRequest most = HttpRequest.newBuilder(upstream.resolve("/most")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(most, BodyHandlers.ofString());
      ready.await();
      long begin = System.nanoTime();
      for (long due = begin; ; due += TENTH_NANOS) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        String reply = client.send(most, BodyHandlers.ofString()).body();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        reply
            .lines()
            .filter(line -> line.startsWith("all "))
            .forEach(line -> lines.append(millis).append("e-3,MOST," + line.substring(4) + ",all\n"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | BrokenBarrierException e) {
      throw new IllegalStateException("the upstream does not say how many calls it has", e);
    }
  }
}
